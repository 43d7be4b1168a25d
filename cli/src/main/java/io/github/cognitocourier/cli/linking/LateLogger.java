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
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A class that is initialised by getting a logger of {@code java.util.logging} asks for it where it
 * logs instead. In a function nothing is logged that way, as long as all is well, and getting the
 * first logger reads the JVM's configuration of logging.
 */
public final class LateLogger {

  private static final ClassDesc LOGGER = ClassDesc.of("java.util.logging.Logger");
  private static final MethodTypeDesc GET = MethodTypeDesc.of(LOGGER, CD_String);

  /** The class, its name, the logger and its field. */
  private static final int GETTING = 4;

  private LateLogger() {}

  /**
   * The class {@code bytes}, with a logger of the same name.
   *
   * @throws IllegalArgumentException when a logger by the class's name is not the first thing that
   *     is initialised, or not the only logger
   */
  public static byte[] of(byte[] bytes) {
    ClassFile format = ClassFile.of();
    ClassModel model = format.parse(bytes);
    if (model.fields().stream().filter(LateLogger::isLogger).count() != 1 || !isGotFirst(model)) {
      throw new IllegalArgumentException("its logger is not what is initialised first");
    }
    String name = model.thisClass().asInternalName().replace('/', '.');
    CodeTransform late =
        (code, element) -> {
          if (element instanceof FieldInstruction field
              && field.opcode() == Opcode.GETSTATIC
              && field.typeSymbol().equals(LOGGER)) {
            code.ldc(name).invokestatic(LOGGER, "getLogger", GET);
          } else {
            code.with(element);
          }
        };
    ClassTransform transform =
        (type, element) -> {
          if (element instanceof MethodModel method) {
            CodeTransform code = isInitialiser(method) ? withoutGetting().andThen(late) : late;
            type.transformMethod(method, MethodTransform.transformingCode(code));
          } else if (!(element instanceof FieldModel field) || !isLogger(field)) {
            type.with(element);
          }
        };
    return format.transformClass(model, transform);
  }

  private static CodeTransform withoutGetting() {
    return CodeTransform.ofStateful(() -> {
      var seen = new AtomicInteger();
      return (code, element) -> {
        if (!(element instanceof Instruction) || seen.getAndIncrement() >= GETTING) {
          code.with(element);
        }
      };
    });
  }

  private static boolean isGotFirst(ClassModel model) {
    List<Instruction> first =
        model.methods().stream()
            .filter(LateLogger::isInitialiser)
            .flatMap(method -> method.code().stream())
            .flatMap(code -> code.elementStream())
            .filter(Instruction.class::isInstance)
            .map(Instruction.class::cast)
            .limit(GETTING)
            .toList();
    return first.size() == GETTING
        && first.get(0) instanceof ConstantInstruction constant
        && constant.constantValue().equals(model.thisClass().asSymbol())
        && first.get(1) instanceof InvokeInstruction name
        && name.name().equalsString("getName")
        && first.get(2) instanceof InvokeInstruction logger
        && logger.typeSymbol().equals(GET)
        && first.get(3) instanceof FieldInstruction field
        && field.opcode() == Opcode.PUTSTATIC
        && field.typeSymbol().equals(LOGGER);
  }

  private static boolean isInitialiser(MethodModel method) {
    return method.methodName().equalsString(CLASS_INIT_NAME);
  }

  private static boolean isLogger(FieldModel field) {
    return field.fieldTypeSymbol().equals(LOGGER);
  }
}
