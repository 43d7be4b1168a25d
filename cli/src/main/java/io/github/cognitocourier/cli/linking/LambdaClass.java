package io.github.cognitocourier.cli.linking;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Lambdas of one class, as one class whose instances know which of them they are: one class to load
 * where the JVM would spin one for each.
 *
 * <p>An instance has the interfaces of all of them, which must be nobody's concern: see {@link
 * #family}.
 */
final class LambdaClass {

  private static final String FUNCTIONS = "java.util.function";

  /** By the JDK's streams, of a {@code Consumer}: they would then call another lambda. */
  static final Set<String> ASKED_FOR = Set.of("IntConsumer", "LongConsumer", "DoubleConsumer");

  private static final String FACTORY = "make";
  private static final String INSTANCE = "instance";
  private static final int CLASS =
      ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC;
  private static final int CONSTANT =
      ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;

  private final ClassDesc name;
  private final LambdaFields fields;
  private final List<Lambda> lambdas = new ArrayList<>();

  LambdaClass(ClassDesc name) {
    this.name = name;
    this.fields = new LambdaFields(name);
  }

  /**
   * Lambdas of the same family may share a class. The interfaces of {@code java.util.function} do:
   * none has a method that means something else in another, and no code asks whether an object is
   * one of them, but for those three. Any other interface is alone: a template engine does ask.
   */
  static ClassDesc family(Lambda lambda) {
    ClassDesc type = lambda.type();
    return type.packageName().equals(FUNCTIONS) && !ASKED_FOR.contains(type.displayName())
        ? ClassDesc.of(FUNCTIONS, "Functions")
        : type;
  }

  ClassDesc name() {
    return name;
  }

  /** Makes an instance of the captures on the stack. */
  void make(CodeBuilder code, Lambda lambda) {
    fields.reserve(lambda.captures());
    code.invokestatic(name, FACTORY + lambdas.size(), lambda.factory());
    lambdas.add(lambda);
  }

  /** Its class file, for the nest of {@code host}. */
  byte[] bytes(ClassFile format, ClassFileVersion version, ClassDesc host) {
    return format.build(
        name,
        type -> {
          type.with(version).withFlags(CLASS).with(NestHostAttribute.of(host));
          type.withInterfaceSymbols(lambdas.stream().map(Lambda::type).distinct().toList());
          fields.write(type);
          constants(type);
          for (int i = 0; i < lambdas.size(); i++) {
            factory(type, i);
          }
          signatures().forEach((signature, numbers) -> method(type, signature, numbers));
        });
  }

  /**
   * Without captures there is one instance, as there is in the JVM. To make it runs no code of the
   * class whose lambda it is.
   */
  private void constants(ClassBuilder type) {
    List<Integer> constants =
        IntStream.range(0, lambdas.size()).filter(this::isConstant).boxed().toList();
    if (constants.isEmpty()) {
      return;
    }
    constants.forEach(number -> type.withField(INSTANCE + number, name, CONSTANT));
    type.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC,
        code -> {
          for (int number : constants) {
            fields.make(code, number, List.of());
            code.putstatic(name, INSTANCE + number, name);
          }
          code.return_();
        });
  }

  private boolean isConstant(int number) {
    return lambdas.get(number).captures().isEmpty();
  }

  private void factory(ClassBuilder type, int number) {
    Lambda lambda = lambdas.get(number);
    type.withMethodBody(
        FACTORY + number,
        lambda.factory(),
        ClassFile.ACC_STATIC,
        code -> {
          if (isConstant(number)) {
            code.getstatic(name, INSTANCE + number, name);
          } else {
            fields.make(code, number, lambda.captures());
          }
          code.areturn();
        });
  }

  private Map<Lambda.Signature, List<Integer>> signatures() {
    var signatures = new LinkedHashMap<Lambda.Signature, List<Integer>>();
    for (int i = 0; i < lambdas.size(); i++) {
      signatures.computeIfAbsent(lambdas.get(i).signature(), _ -> new ArrayList<>()).add(i);
    }
    return signatures;
  }

  /** The method of all lambdas that are called alike: does what the one of this instance does. */
  private void method(ClassBuilder type, Lambda.Signature signature, List<Integer> numbers) {
    type.withMethodBody(
        signature.name(),
        signature.erased(),
        ClassFile.ACC_PUBLIC,
        code -> {
          List<SwitchCase> cases =
              numbers.stream().map(number -> SwitchCase.of(number, code.newLabel())).toList();
          if (cases.size() > 1) {
            code.aload(0).getfield(name, LambdaFields.NUMBER, ConstantDescs.CD_int);
            code.lookupswitch(cases.getLast().target(), cases);
          }
          for (SwitchCase each : cases) {
            code.labelBinding(each.target());
            lambdas.get(each.caseValue()).call(code, fields);
          }
        });
  }
}
