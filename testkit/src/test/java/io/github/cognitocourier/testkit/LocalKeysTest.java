package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitocourier.core.code.DataKeys.Unwrapped;
import io.github.cognitocourier.core.code.Decryption.Reason;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.testkit.DataKeySource.DataKey;
import io.github.cognitocourier.testkit.LocalKeys.Opened;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalKeysTest {

  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/one";
  private static final String OTHER_ARN = "arn:aws:kms:eu-central-1:111122223333:key/two";
  private static final Map<String, String> CONTEXT =
      Map.of("userpool-id", "eu-central-1_A", "b", "c");
  private static final byte[] PLAINTEXT = "anything".getBytes(StandardCharsets.UTF_8);

  private final LocalKeys keys = new LocalKeys(new SecureRandom()).create(ARN).create(OTHER_ARN);
  private final Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());

  @Test
  void a_blob_names_its_key() {
    byte[] blob = keys.encrypt(OTHER_ARN, PLAINTEXT, CONTEXT);

    assertThat(keys.decrypt(blob, CONTEXT))
        .isInstanceOfSatisfying(
            Opened.Plaintext.class,
            opened -> {
              assertThat(opened.keyArn()).isEqualTo(OTHER_ARN);
              assertThat(opened.plaintext()).isEqualTo(PLAINTEXT);
            });
  }

  @Test
  void the_order_of_the_context_does_not_matter() {
    Map<String, String> reversed = new LinkedHashMap<>();
    reversed.put("userpool-id", "eu-central-1_A");
    reversed.put("b", "c");
    Map<String, String> forward = new LinkedHashMap<>();
    forward.put("b", "c");
    forward.put("userpool-id", "eu-central-1_A");

    assertThat(keys.decrypt(keys.encrypt(ARN, PLAINTEXT, reversed), forward))
        .isInstanceOf(Opened.Plaintext.class);
  }

  @Test
  void another_context_opens_nothing() {
    byte[] blob = keys.encrypt(ARN, PLAINTEXT, Map.of("ab", "c"));

    assertThat(keys.decrypt(blob, Map.of("a", "bc"))).isEqualTo(new Opened.Invalid());
    assertThat(keys.decrypt(blob, Map.of())).isEqualTo(new Opened.Invalid());
    assertThat(keys.decrypt(blob, Map.of("ab", "c", "d", "e"))).isEqualTo(new Opened.Invalid());
  }

  @Test
  void no_changed_blob_opens() {
    byte[] blob = keys.encrypt(ARN, PLAINTEXT, CONTEXT);
    for (int i = 0; i < blob.length; i++) {
      byte[] changed = blob.clone();
      changed[i] ^= 1;
      assertThat(keys.decrypt(changed, CONTEXT)).isEqualTo(new Opened.Invalid());
      assertThat(keys.decrypt(Arrays.copyOf(blob, i), CONTEXT)).isEqualTo(new Opened.Invalid());
    }
  }

  @Test
  void unwraps_what_it_generated_for_the_key_that_wrapped_it() {
    DataKey dataKey = keys.generate(ARN, CONTEXT);

    assertThat(dataKey.plaintext().getEncoded()).hasSize(32);
    assertThat(keys.unwrap(ARN, dataKey.wrapped(), CONTEXT, deadline))
        .isEqualTo(new Unwrapped.Key(ARN, dataKey.plaintext()));
    assertThat(keys.unwrap(OTHER_ARN, dataKey.wrapped(), CONTEXT, deadline))
        .isEqualTo(new Unwrapped.Refused(Reason.WRONG_KMS_KEY, "IncorrectKeyException"));
    assertThat(keys.unwrap(ARN, dataKey.wrapped(), Map.of(), deadline))
        .isEqualTo(new Unwrapped.Refused(Reason.TAMPERED, "InvalidCiphertextException"));
  }

  @Test
  void encrypts_only_under_keys_that_were_created() {
    assertThat(keys.contains(ARN)).isTrue();
    assertThat(keys.contains("arn:three")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keys.encrypt("arn:three", PLAINTEXT, CONTEXT));
  }
}
