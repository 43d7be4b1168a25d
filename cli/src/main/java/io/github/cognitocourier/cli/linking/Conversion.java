package io.github.cognitocourier.cli.linking;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/** The conversions that {@link java.lang.invoke.LambdaMetafactory} allows. */
final class Conversion {

  private static final Map<ClassDesc, ClassDesc> BOXES =
      Map.of(
          ConstantDescs.CD_boolean, ConstantDescs.CD_Boolean,
          ConstantDescs.CD_byte, ConstantDescs.CD_Byte,
          ConstantDescs.CD_char, ConstantDescs.CD_Character,
          ConstantDescs.CD_short, ConstantDescs.CD_Short,
          ConstantDescs.CD_int, ConstantDescs.CD_Integer,
          ConstantDescs.CD_long, ConstantDescs.CD_Long,
          ConstantDescs.CD_float, ConstantDescs.CD_Float,
          ConstantDescs.CD_double, ConstantDescs.CD_Double);

  private Conversion() {}

  /** Makes a {@code to} of the {@code from} on the stack. */
  static void write(CodeBuilder code, ClassDesc from, ClassDesc to) {
    if (from.equals(to)) {
      return;
    }
    if (from.isPrimitive() && to.isPrimitive()) {
      code.conversion(TypeKind.from(from), TypeKind.from(to));
    } else if (from.isPrimitive()) {
      ClassDesc box = box(from);
      code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, from));
    } else if (to.isPrimitive()) {
      unbox(code, from, to);
    } else if (!to.equals(ConstantDescs.CD_Object)) {
      code.checkcast(to);
    }
  }

  /**
   * What is no box, such as an object or a number, holds what is wanted; the JVM converts it so.
   */
  private static void unbox(CodeBuilder code, ClassDesc from, ClassDesc to) {
    for (Map.Entry<ClassDesc, ClassDesc> each : BOXES.entrySet()) {
      if (each.getValue().equals(from)) {
        unbox(code, from, each.getKey(), to);
        return;
      }
    }
    boolean isNumber = !to.equals(ConstantDescs.CD_boolean) && !to.equals(ConstantDescs.CD_char);
    ClassDesc holder = isNumber ? ConstantDescs.CD_Number : box(to);
    if (!holder.equals(from)) {
      code.checkcast(holder);
    }
    unbox(code, holder, to, to);
  }

  private static void unbox(CodeBuilder code, ClassDesc box, ClassDesc held, ClassDesc to) {
    code.invokevirtual(box, held.displayName() + "Value", MethodTypeDesc.of(held));
    write(code, held, to);
  }

  /** The class of the objects that hold a {@code primitive}. */
  static ClassDesc box(ClassDesc primitive) {
    ClassDesc box = BOXES.get(primitive);
    if (box == null) {
      throw new IllegalArgumentException(primitive.displayName());
    }
    return box;
  }
}
