package io.github.cognitocourier.cli.linking;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The call sites of one class: each one whose bootstrap method is known becomes a call of a method
 * that is written here and now. The others stay as they are.
 */
final class CallSites {

  /** A private static method that takes the place of a bootstrap method's work. */
  record Written(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

  private final ClassModel model;
  private final ClassDesc owner;
  private final List<Written> methods = new ArrayList<>();
  private final Map<ClassDesc, LambdaClass> lambdas = new LinkedHashMap<>();

  CallSites(ClassModel model) {
    this.model = model;
    this.owner = model.thisClass().asSymbol();
  }

  /** Whether nothing was replaced. */
  boolean isEmpty() {
    return methods.isEmpty() && lambdas.isEmpty();
  }

  /** What was written for the sites seen so far. */
  List<Written> methods() {
    return methods;
  }

  /** The classes of the lambdas seen so far. */
  List<LambdaClass> lambdas() {
    return List.copyOf(lambdas.values());
  }

  /** Writes what the site is replaced with into {@code code}; false when it has to stay. */
  boolean replace(InvokeDynamicInstruction site, CodeBuilder code) {
    DirectMethodHandleDesc bootstrap = site.bootstrapMethod();
    return switch (bootstrap.owner().displayName() + "." + bootstrap.methodName()) {
      case "LambdaMetafactory.metafactory" -> Lambda.isKnown(site) && make(code, Lambda.of(site));
      case "SwitchBootstraps.typeSwitch" ->
          TypeSwitch.isKnown(site) && call(code, site, each -> TypeSwitch.write(site, each));
      case "ObjectMethods.bootstrap" ->
          call(code, site, each -> new RecordMethods(model, site).write(each));
      case "StringConcatFactory.makeConcatWithConstants" ->
          Concatenation.isKnown(site) && call(code, site, each -> Concatenation.write(site, each));
      default -> false;
    };
  }

  private boolean make(CodeBuilder code, Lambda lambda) {
    lambdas
        .computeIfAbsent(LambdaClass.family(lambda), family -> new LambdaClass(named(family)))
        .make(code, lambda);
    return true;
  }

  /** Such as {@code Courier$$Functions}: what the reader of a stack trace can use. */
  private ClassDesc named(ClassDesc family) {
    String own = family.displayName().substring(family.displayName().lastIndexOf('$') + 1);
    String name = owner.descriptorString().replace(";", "$$" + own);
    long namesakes =
        lambdas.values().stream()
            .filter(each -> each.name().descriptorString().startsWith(name))
            .count();
    return ClassDesc.ofDescriptor(name + (namesakes == 0 ? "" : "$" + namesakes) + ";");
  }

  private boolean call(
      CodeBuilder code, InvokeDynamicInstruction site, Consumer<CodeBuilder> body) {
    var written = new Written("linked$" + methods.size(), site.typeSymbol(), body);
    methods.add(written);
    boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
    code.invokestatic(owner, written.name(), written.type(), inInterface);
    return true;
  }
}
