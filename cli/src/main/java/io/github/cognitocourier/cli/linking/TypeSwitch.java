package io.github.cognitocourier.cli.linking;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.util.List;

/** {@link java.lang.runtime.SwitchBootstraps#typeSwitch} over types. */
final class TypeSwitch {

  private TypeSwitch() {}

  /** Whether all its labels are types, and of the value's own type if that is primitive. */
  static boolean isKnown(InvokeDynamicInstruction site) {
    ClassDesc value = site.typeSymbol().parameterType(0);
    return site.bootstrapArgs().stream()
        .allMatch(label ->
            value.isPrimitive()
                ? isPrimitive(label, value)
                : label instanceof ClassDesc type && !type.isPrimitive());
  }

  /** A primitive type is no constant of a class file: it is asked for by its descriptor. */
  private static boolean isPrimitive(ConstantDesc label, ClassDesc type) {
    return label instanceof DynamicConstantDesc<?> constant
        && constant.bootstrapMethod().equals(ConstantDescs.BSM_PRIMITIVE_CLASS)
        && constant.constantName().equals(type.descriptorString());
  }

  /** The index of the first label from the second argument on that fits; -1 for null. */
  static void write(InvokeDynamicInstruction site, CodeBuilder code) {
    ClassDesc value = site.typeSymbol().parameterType(0);
    int from = code.parameterSlot(1);
    List<ConstantDesc> labels = site.bootstrapArgs();
    if (!value.isPrimitive()) {
      Label present = code.newLabel();
      code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
    }
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.loadLocal(TypeKind.INT, from).loadConstant(i).if_icmpgt(next);
      if (labels.get(i) instanceof ClassDesc type) {
        code.aload(0).instanceOf(type).ifeq(next);
      }
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
