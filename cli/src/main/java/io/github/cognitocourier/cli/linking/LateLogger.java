package io.github.cognitocourier.cli.linking;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * A class whose only initialiser gets a logger of {@code java.util.logging} asks for it where it
 * logs instead. In a function nothing is logged that way, as long as all is well, and getting the
 * first logger reads the JVM's configuration of logging.
 */
public final class LateLogger {

  private static final ClassDesc LOGGER = ClassDesc.of("java.util.logging.Logger");
  private static final MethodTypeDesc GET = MethodTypeDesc.of(LOGGER, CD_String);

  /** The class, its name, the logger, its field, and the end. */
  private static final int INSTRUCTIONS = 5;

  private LateLogger() {}

  /**
   * The class {@code bytes}, with a logger of the same name.
   *
   * @throws IllegalArgumentException when it has static fields other than one logger
   */
  public static byte[] of(byte[] bytes) {
    ClassFile format = ClassFile.of();
    ClassModel model = format.parse(bytes);
    if (model.fields().size() != 1
        || !isLogger(model.fields().getFirst())
        || initialiser(model) != INSTRUCTIONS) {
      throw new IllegalArgumentException("more than a logger is initialised");
    }
    String name = model.thisClass().asInternalName().replace('/', '.');
    CodeTransform late =
        (code, element) -> {
          if (element instanceof FieldInstruction field
              && field.opcode() == Opcode.GETSTATIC
              && field.owner().equals(model.thisClass())) {
            code.ldc(name).invokestatic(LOGGER, "getLogger", GET);
          } else {
            code.with(element);
          }
        };
    ClassTransform without =
        ClassTransform.dropping(element ->
            element instanceof FieldModel
                || (element instanceof MethodModel method
                    && method.methodName().equalsString(CLASS_INIT_NAME)));
    return format.transformClass(
        model, without.andThen(ClassTransform.transformingMethodBodies(late)));
  }

  /** How many instructions it has. */
  private static long initialiser(ClassModel model) {
    return model.methods().stream()
        .filter(method -> method.methodName().equalsString(CLASS_INIT_NAME))
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(Instruction.class::isInstance)
        .count();
  }

  private static boolean isLogger(FieldModel field) {
    return field.fieldTypeSymbol().equals(LOGGER);
  }
}
