package io.github.cognitocourier.cli.linking;

import static java.lang.constant.ConstantDescs.CD_String;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Iterator;
import java.util.List;

/** {@link java.lang.invoke.StringConcatFactory#makeConcatWithConstants}. */
final class Concatenation {

  private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
  private static final char ARGUMENT = '\1';
  private static final char CONSTANT = '\2';

  private Concatenation() {}

  /** Whether its constants are texts. */
  static boolean isKnown(InvokeDynamicInstruction site) {
    return site.bootstrapArgs().stream().allMatch(constant -> constant instanceof String);
  }

  static void write(InvokeDynamicInstruction site, CodeBuilder code) {
    List<ConstantDesc> arguments = site.bootstrapArgs();
    String recipe = (String) arguments.getFirst();
    Iterator<ConstantDesc> constants = arguments.subList(1, arguments.size()).iterator();
    int parameter = 0;
    var text = new StringBuilder();
    begin(code);
    for (int i = 0; i < recipe.length(); i++) {
      char each = recipe.charAt(i);
      if (each == ARGUMENT) {
        appendText(code, text);
        ClassDesc type = site.typeSymbol().parameterType(parameter);
        code.loadLocal(TypeKind.from(type), code.parameterSlot(parameter++));
        append(code, type);
      } else if (each == CONSTANT) {
        text.append((String) constants.next());
      } else {
        text.append(each);
      }
    }
    appendText(code, text);
    end(code);
  }

  static void begin(CodeBuilder code) {
    code.new_(BUILDER).dup();
    code.invokespecial(BUILDER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
  }

  static void appendText(CodeBuilder code, StringBuilder text) {
    if (!text.isEmpty()) {
      code.loadConstant(text.toString());
      append(code, CD_String);
      text.setLength(0);
    }
  }

  /** Appends the value on the stack as {@code String.valueOf} would write it. */
  static void append(CodeBuilder code, ClassDesc type) {
    code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, appendable(type)));
  }

  static void end(CodeBuilder code) {
    code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String)).areturn();
  }

  /** An array of characters is an object here: {@code append(char[])} would write its content. */
  private static ClassDesc appendable(ClassDesc type) {
    if (type.equals(ConstantDescs.CD_byte) || type.equals(ConstantDescs.CD_short)) {
      return ConstantDescs.CD_int;
    }
    return type.isPrimitive() || type.equals(CD_String) ? type : ConstantDescs.CD_Object;
  }
}
