package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitocourier.core.code.Cryptography;
import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.Decryptor;
import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.message.Deadline;
import java.util.List;
import org.conscrypt.Conscrypt;

/** The decryptor with the JDK's cryptography and with BoringSSL's: each judges the other. */
record TwoDecryptors(Decryptor jdk, Decryptor boring) {

  private static final Cryptography BORING = Cryptography.of(Conscrypt.newProvider());

  static TwoDecryptors of(List<String> keyArns, DataKeys dataKeys, boolean allowMissingPool) {
    return new TwoDecryptors(
        new Decryptor(keyArns, dataKeys, allowMissingPool),
        new Decryptor(keyArns, dataKeys, allowMissingPool, BORING, Thread::startVirtualThread));
  }

  Decryption decrypt(EncryptedCode code, String userPoolId, Deadline deadline) {
    Decryption decryption = jdk.decrypt(code, userPoolId, deadline);
    assertThat(boring.decrypt(code, userPoolId, deadline)).isEqualTo(decryption);
    return decryption;
  }
}
