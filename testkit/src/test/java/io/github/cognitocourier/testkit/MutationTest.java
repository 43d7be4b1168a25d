package io.github.cognitocourier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.cognitocourier.core.code.Decryption;
import io.github.cognitocourier.core.code.EncryptedCode;
import io.github.cognitocourier.core.message.Deadline;
import io.github.cognitocourier.testkit.OfficialSdk.Recipe;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * No change of a message decrypts to anything. {@code -Dmutation.seed=…} repeats a run; the
 * messages themselves are new each time.
 */
class MutationTest {

  private static final String POOL = "eu-central-1_Abc123DEF";
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/one";
  private static final String OTHER_ARN = "arn:aws:kms:eu-west-1:111122223333:key/two";
  private static final Map<String, String> CONTEXT = Map.of("userpool-id", POOL);
  private static final int RANDOM_MUTATIONS = 80_000;
  private static final int[] EDGES = {0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff};

  private final LocalKeys keys = new LocalKeys(new SecureRandom()).create(ARN).create(OTHER_ARN);
  private final TwoDecryptors decryptors = TwoDecryptors.of(List.of(ARN, OTHER_ARN), keys, true);
  private final Deadline deadline = Deadline.in(Duration.ofMinutes(10), InstantSource.system());
  private final List<byte[]> messages = messages();
  private final Set<String> genuine = new HashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> reasons = new TreeMap<>();

  @Test
  void no_changed_message_decrypts_to_anything() {
    long seed = Long.getLong("mutation.seed", new SecureRandom().nextLong());
    System.out.println("mutation.seed=" + seed + ", " + messages.size() + " messages");
    Random random = new Random(seed);
    for (byte[] message : messages) {
      String base64 = Bytes.code(message).base64();
      genuine.add(base64);
      assertThat(decrypt(base64)).isInstanceOf(Decryption.Decrypted.class);
    }
    for (byte[] message : messages) {
      flipEveryByte(message, random);
      truncateEverywhere(message);
    }
    for (int i = 0; i < RANDOM_MUTATIONS; i++) {
      mutate(messages.get(random.nextInt(messages.size())), random);
    }
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println(total + " mutations refused: " + counts + " as " + reasons);
    assertThat(total).isGreaterThanOrEqualTo(100_000);
    assertThat(reasons).containsKeys("NOT_AN_ENCRYPTION_SDK_MESSAGE", "TAMPERED", "WRONG_KMS_KEY");
  }

  private void flipEveryByte(byte[] message, Random random) {
    for (int i = 0; i < message.length; i++) {
      byte[] changed = message.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      refused("bit flips", changed);
    }
  }

  private void truncateEverywhere(byte[] message) {
    for (int length = 0; length < message.length; length++) {
      refused("truncations", Arrays.copyOf(message, length));
    }
  }

  private void mutate(byte[] message, Random random) {
    byte[] other = messages.get(random.nextInt(messages.size()));
    int at = random.nextInt(message.length);
    switch (random.nextInt(8)) {
      case 0 -> refused("splices at one place", splice(message, at, other, at));
      case 1 ->
          refused(
              "splices at two places", splice(message, at, other, random.nextInt(other.length)));
      case 2 -> refused("field swaps", swapField(message, other, random));
      case 3 -> refused("appended bytes", append(message, random));
      case 4 -> refused("length edits", editNumber(message, at, random));
      case 5 -> refused("overwritten runs", overwrite(message, at, random));
      case 6 -> refused("removed runs", splice(message, at, message, at + 1 + random.nextInt(40)));
      case 7 -> refused("repeated runs", splice(message, at, message, at - random.nextInt(40)));
      default -> throw new AssertionError();
    }
  }

  private static byte[] splice(byte[] first, int until, byte[] second, int from) {
    byte[] head = Arrays.copyOf(first, Math.min(until, first.length));
    int start = Math.clamp(from, 0, second.length);
    return Bytes.concat(head, Arrays.copyOfRange(second, start, second.length));
  }

  /** Puts one whole part of another message of the same format in the place of this one's. */
  private static byte[] swapField(byte[] message, byte[] other, Random random) {
    int[] ours = boundaries(message);
    int[] theirs = boundaries(other);
    int part = random.nextInt(ours.length - 1);
    byte[] head = Arrays.copyOf(message, ours[part]);
    byte[] field = Arrays.copyOfRange(other, theirs[part], theirs[part + 1]);
    byte[] tail = Arrays.copyOfRange(message, ours[part + 1], message.length);
    return Bytes.concat(Bytes.concat(head, field), tail);
  }

  private static int[] boundaries(byte[] message) {
    Layout layout = Layout.of(message);
    return new int[] {
      0,
      message[0] == 1 ? 4 : 3,
      layout.context(),
      layout.wrappedKeys(),
      layout.contentType(),
      layout.headerAuthentication(),
      layout.body(),
      layout.signature(),
      message.length
    };
  }

  private static byte[] append(byte[] message, Random random) {
    byte[] more = new byte[1 + random.nextInt(20)];
    if (random.nextBoolean()) {
      random.nextBytes(more);
    }
    return Bytes.concat(message, more);
  }

  /** Writes an extreme or slightly different number over two bytes. */
  private static byte[] editNumber(byte[] message, int at, Random random) {
    int position = Math.min(at, message.length - 2);
    byte[] changed = message.clone();
    int old = ((message[position] & 0xff) << 8) | (message[position + 1] & 0xff);
    int value =
        random.nextBoolean()
            ? EDGES[random.nextInt(EDGES.length)]
            : old + (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(3));
    changed[position] = (byte) (value >> 8);
    changed[position + 1] = (byte) value;
    return changed;
  }

  private static byte[] overwrite(byte[] message, int at, Random random) {
    byte[] changed = message.clone();
    byte[] run = new byte[Math.min(1 + random.nextInt(32), message.length - at)];
    if (random.nextBoolean()) {
      random.nextBytes(run);
    }
    System.arraycopy(run, 0, changed, at, run.length);
    return changed;
  }

  private void refused(String kind, byte[] changed) {
    String base64 = Bytes.code(changed).base64();
    if (genuine.contains(base64)) {
      return;
    }
    switch (decrypt(base64)) {
      case Decryption.Refused refused -> {
        counts.merge(kind, 1, Integer::sum);
        reasons.merge(refused.reason().name(), 1, Integer::sum);
      }
      case Decryption.Decrypted _ ->
          throw new AssertionError(kind + " decrypted: " + HexFormat.of().formatHex(changed));
    }
  }

  private Decryption decrypt(String base64) {
    return decryptors.decrypt(new EncryptedCode(base64), POOL, deadline);
  }

  /** Every suite, framed once, framed twice and unframed; some with the very same data key. */
  private List<byte[]> messages() {
    OfficialSdk sdk = new OfficialSdk(keys);
    List<byte[]> all = new ArrayList<>();
    for (CryptoAlgorithm suite : OfficialSdk.SUITES) {
      Optional<byte[]> same = Optional.of(new byte[suite.getDataKeyLength()]);
      for (int frameLength : List.of(0, 4096, 5)) {
        for (String code : List.of("482913", "305772")) {
          all.add(Bytes.of(sdk.encrypt(recipe(suite, frameLength, List.of(ARN), same), code)));
        }
      }
      List<String> twoKeys = List.of(OTHER_ARN, ARN);
      all.add(Bytes.of(sdk.encrypt(recipe(suite, 4096, twoKeys, Optional.empty()), "90210477")));
    }
    CodeEncryptor encryptor = new CodeEncryptor(keys, new SecureRandom());
    all.add(Bytes.of(encryptor.encrypt("118520", ARN, POOL)));
    all.add(Bytes.of(encryptor.encrypt("P&lt;a&amp;b", ARN, POOL)));
    return all;
  }

  private static Recipe recipe(
      CryptoAlgorithm suite, int frameLength, List<String> arns, Optional<byte[]> dataKey) {
    return new Recipe(suite, frameLength, CONTEXT, arns, dataKey);
  }
}
