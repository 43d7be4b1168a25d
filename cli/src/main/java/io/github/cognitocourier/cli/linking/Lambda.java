package io.github.cognitocourier.cli.linking;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * One lambda expression or method reference: {@link
 * java.lang.invoke.LambdaMetafactory#metafactory}.
 *
 * @param type the interface
 * @param signature the interface's method
 * @param captures the types of what is captured
 * @param body the method that does the work
 * @param instantiated the types that the values have here
 */
record Lambda(
    ClassDesc type,
    Signature signature,
    List<ClassDesc> captures,
    DirectMethodHandleDesc body,
    MethodTypeDesc instantiated) {

  /** A method's name and its type, erased. */
  record Signature(String name, MethodTypeDesc erased) {}

  /** Whether the body can be called from a nest mate as it would be here. */
  static boolean isKnown(InvokeDynamicInstruction site) {
    return switch (body(site).kind()) {
      case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL, CONSTRUCTOR -> true;
      case SPECIAL, INTERFACE_SPECIAL, GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> false;
    };
  }

  static Lambda of(InvokeDynamicInstruction site) {
    List<?> arguments = site.bootstrapArgs();
    return new Lambda(
        site.typeSymbol().returnType(),
        new Signature(site.name().stringValue(), (MethodTypeDesc) arguments.get(0)),
        site.typeSymbol().parameterList(),
        body(site),
        (MethodTypeDesc) arguments.get(2));
  }

  private static DirectMethodHandleDesc body(InvokeDynamicInstruction site) {
    return (DirectMethodHandleDesc) site.bootstrapArgs().get(1);
  }

  /** The type of the method that makes it. */
  MethodTypeDesc factory() {
    return MethodTypeDesc.of(type, captures);
  }

  /** Calls the body with what {@code held} was captured and what is given, and returns. */
  void call(CodeBuilder code, LambdaFields held) {
    if (body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
      code.new_(body.owner()).dup();
    }
    List<ClassDesc> wanted = body.invocationType().parameterList();
    for (int i = 0; i < captures.size(); i++) {
      Conversion.write(code, held.load(code, captures, i), wanted.get(i));
    }
    MethodTypeDesc erased = signature.erased();
    for (int i = 0; i < erased.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(erased.parameterType(i)), code.parameterSlot(i));
      Conversion.write(code, erased.parameterType(i), instantiated.parameterType(i));
      Conversion.write(code, instantiated.parameterType(i), wanted.get(captures.size() + i));
    }
    invoke(code);
    returnFrom(code, body.invocationType().returnType());
  }

  private void invoke(CodeBuilder code) {
    MethodTypeDesc type = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
    switch (body.kind()) {
      case STATIC, INTERFACE_STATIC ->
          code.invokestatic(body.owner(), body.methodName(), type, body.isOwnerInterface());
      case INTERFACE_VIRTUAL -> code.invokeinterface(body.owner(), body.methodName(), type);
      case VIRTUAL -> code.invokevirtual(body.owner(), body.methodName(), type);
      case CONSTRUCTOR -> code.invokespecial(body.owner(), ConstantDescs.INIT_NAME, type);
      case SPECIAL, INTERFACE_SPECIAL, GETTER, SETTER, STATIC_GETTER, STATIC_SETTER ->
          throw new IllegalStateException(body.toString());
    }
  }

  private void returnFrom(CodeBuilder code, ClassDesc returned) {
    ClassDesc wanted = signature.erased().returnType();
    if (wanted.equals(ConstantDescs.CD_void)) {
      switch (TypeKind.from(returned).slotSize()) {
        case 1 -> code.pop();
        case 2 -> code.pop2();
        default -> {}
      }
      code.return_();
      return;
    }
    Conversion.write(code, returned, instantiated.returnType());
    Conversion.write(code, instantiated.returnType(), wanted);
    code.return_(TypeKind.from(wanted));
  }
}
