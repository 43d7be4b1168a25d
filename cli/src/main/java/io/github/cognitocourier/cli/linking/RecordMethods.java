package io.github.cognitocourier.cli.linking;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** {@link java.lang.runtime.ObjectMethods#bootstrap}: what a record has without writing it. */
final class RecordMethods {

  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  private final ClassModel model;
  private final ClassDesc owner;
  private final InvokeDynamicInstruction site;
  private final List<DirectMethodHandleDesc> components;

  /** Of the record {@code model}. */
  RecordMethods(ClassModel model, InvokeDynamicInstruction site) {
    this.model = model;
    this.owner = model.thisClass().asSymbol();
    this.site = site;
    this.components =
        site.bootstrapArgs().stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
  }

  void write(CodeBuilder code) {
    switch (site.name().stringValue()) {
      case "equals" -> equals(code);
      case "hashCode" -> hashCode(code);
      case "toString" -> toString(code);
      default -> throw new IllegalStateException(site.name().stringValue());
    }
  }

  /** That a record equals itself needs no word: each of its components does, or is the same. */
  private void equals(CodeBuilder code) {
    Label differ = code.newLabel();
    code.aload(1).instanceOf(owner).ifeq(differ);
    code.aload(1).checkcast(owner).astore(2);
    for (DirectMethodHandleDesc component : components) {
      ClassDesc type = load(code, 0, component);
      load(code, 2, component);
      if (type.isPrimitive()) {
        var compare = MethodTypeDesc.of(CD_int, type, type);
        code.invokestatic(Conversion.box(type), "compare", compare).branch(Opcode.IFNE, differ);
      } else {
        var same = MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object);
        code.invokestatic(OBJECTS, "equals", same).branch(Opcode.IFEQ, differ);
      }
    }
    code.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
  }

  private void hashCode(CodeBuilder code) {
    code.iconst_0();
    for (DirectMethodHandleDesc component : components) {
      code.bipush(31).imul();
      ClassDesc type = load(code, 0, component);
      if (type.isPrimitive()) {
        code.invokestatic(Conversion.box(type), "hashCode", MethodTypeDesc.of(CD_int, type));
      } else {
        code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private void toString(CodeBuilder code) {
    StringBuilder text = new StringBuilder(simpleName()).append('[');
    Concatenation.begin(code);
    String separator = "";
    for (DirectMethodHandleDesc component : components) {
      text.append(separator).append(component.methodName()).append('=');
      Concatenation.appendText(code, text);
      Concatenation.append(code, load(code, 0, component));
      separator = ", ";
    }
    Concatenation.appendText(code, text.append(']'));
    Concatenation.end(code);
  }

  /** The name in the source, which may hold a {@code $} of its own. */
  private String simpleName() {
    return model
        .findAttribute(Attributes.innerClasses())
        .flatMap(inner ->
            inner.classes().stream()
                .filter(each -> each.innerClass().equals(model.thisClass()))
                .findFirst())
        .flatMap(InnerClassInfo::innerName)
        .map(Utf8Entry::stringValue)
        .orElseGet(owner::displayName);
  }

  /** Loads a component of the record in a local variable; its type. */
  private ClassDesc load(CodeBuilder code, int slot, DirectMethodHandleDesc component) {
    ClassDesc type = component.invocationType().returnType();
    code.aload(slot).getfield(owner, component.methodName(), type);
    return type;
  }
}
