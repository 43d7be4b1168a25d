package io.github.cognitocourier.cli.linking;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a class keeps what its lambdas have captured: final fields, shared by all lambdas, one for
 * each kind of value and place.
 */
final class LambdaFields {

  /** Which lambda an instance is. */
  static final String NUMBER = "number";

  private static final int FINAL = ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL;

  private final ClassDesc owner;
  private final Map<String, ClassDesc> fields = new LinkedHashMap<>();
  private final Set<MethodTypeDesc> constructors = new LinkedHashSet<>();

  LambdaFields(ClassDesc owner) {
    this.owner = owner;
  }

  /** Makes room for what a lambda captures. */
  void reserve(List<ClassDesc> captures) {
    constructors.add(constructor(captures));
    for (int i = 0; i < captures.size(); i++) {
      ClassDesc kind = kind(captures.get(i));
      fields.put(name(kind, i), kind);
    }
  }

  void write(ClassBuilder type) {
    type.withField(NUMBER, ConstantDescs.CD_int, FINAL);
    fields.forEach((name, kind) -> type.withField(name, kind, FINAL));
    constructors.forEach(each -> write(type, each));
  }

  private void write(ClassBuilder type, MethodTypeDesc constructor) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        constructor,
        ClassFile.ACC_PRIVATE,
        code -> {
          code.aload(0);
          code.invokespecial(
              ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
          code.aload(0).iload(code.parameterSlot(0)).putfield(owner, NUMBER, ConstantDescs.CD_int);
          for (int i = 1; i < constructor.parameterCount(); i++) {
            ClassDesc kind = constructor.parameterType(i);
            code.aload(0).loadLocal(TypeKind.from(kind), code.parameterSlot(i));
            code.putfield(owner, name(kind, i - 1), kind);
          }
          code.return_();
        });
  }

  /** Makes the instance of lambda {@code number} of the captures in the local variables. */
  void make(CodeBuilder code, int number, List<ClassDesc> captures) {
    code.new_(owner).dup().loadConstant(number);
    for (int i = 0; i < captures.size(); i++) {
      code.loadLocal(TypeKind.from(captures.get(i)), code.parameterSlot(i));
    }
    code.invokespecial(owner, ConstantDescs.INIT_NAME, constructor(captures));
  }

  /** Loads capture {@code i} of this instance; the type that the verifier knows it by. */
  ClassDesc load(CodeBuilder code, List<ClassDesc> captures, int i) {
    ClassDesc kind = kind(captures.get(i));
    code.aload(0).getfield(owner, name(kind, i), kind);
    return kind;
  }

  private static String name(ClassDesc kind, int i) {
    return kind.displayName().toLowerCase(Locale.ROOT) + i;
  }

  private static MethodTypeDesc constructor(List<ClassDesc> captures) {
    return MethodTypeDesc.of(
        ConstantDescs.CD_void,
        Stream.concat(Stream.of(ConstantDescs.CD_int), captures.stream().map(LambdaFields::kind))
            .toList());
  }

  /** References are kept as objects. */
  private static ClassDesc kind(ClassDesc type) {
    return type.isPrimitive() ? type : ConstantDescs.CD_Object;
  }
}
