package io.github.cognitocourier.cli;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.JAVA_11_VERSION;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * How Conscrypt finds its native library. As it comes, it asks the system and the processor for
 * their names, starts {@code java.util.logging}, and tries several names in several places, which
 * takes a cold function some twenty milliseconds. A packaged function knows: the library lies
 * beside its jar, under one name.
 *
 * @param library the name that {@link System#loadLibrary} is given
 */
record NativeLoading(String library) {

  /** Conscrypt's class for it, with the one method that is called. */
  static final String FILE = "org/conscrypt/NativeCryptoJni.class";

  private static final ClassDesc TYPE = ClassDesc.of("org.conscrypt.NativeCryptoJni");

  /** What the class becomes; without the library it throws what Conscrypt's own throws. */
  byte[] bytes() {
    return ClassFile.of()
        .build(
            TYPE,
            type ->
                type.withVersion(JAVA_11_VERSION, 0)
                    .withFlags(ACC_FINAL)
                    .withMethodBody(
                        "init",
                        MethodTypeDesc.of(CD_void),
                        ACC_STATIC,
                        code ->
                            code.ldc(library)
                                .invokestatic(
                                    ClassDesc.of("java.lang.System"),
                                    "loadLibrary",
                                    MethodTypeDesc.of(CD_void, CD_String))
                                .return_()));
  }
}
