package io.github.cognitocourier.core.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HKDF, with the JDK's as the oracle. */
class CryptographyTest {

  @ParameterizedTest
  @ValueSource(strings = {"256", "384", "512"})
  void a_key_is_derived_as_the_jdk_derives_it(String bits) throws Exception {
    var random = new Random(1);
    KDF jdk = KDF.getInstance("HKDF-SHA" + bits);
    Cryptography ours = Cryptography.ofJdk();
    for (int i = 0; i < 500; i++) {
      byte[] key = bytes(random, 1 + random.nextInt(80));
      byte[] salt = bytes(random, random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(80));
      byte[] info = bytes(random, random.nextInt(80));
      int length = 1 + random.nextInt(200);
      var extract = HKDFParameterSpec.ofExtract().addIKM(new SecretKeySpec(key, "Generic"));
      if (salt.length > 0) {
        extract.addSalt(salt);
      }

      byte[] extracted = ours.extract("SHA-" + bits, salt, key);

      assertThat(ours.expand("SHA-" + bits, extracted, info, length))
          .isEqualTo(jdk.deriveData(extract.thenExpand(info, length)));
    }
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
