package io.github.cognitocourier.core.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitocourier.core.message.NotificationId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which the choices of one {@code roundrobin(…)} are tried for one notification: the
 * first is drawn by weight, then the next among the rest, and so on.
 *
 * <p>Nothing is counted. The draw is a pure function of the notification's id, so that a retried
 * event begins at the same provider, in whichever process.
 *
 * @see <a href="https://doi.org/10.1016/j.ipl.2005.11.003">Efraimidis, Spirakis: Weighted random
 *     sampling with a reservoir</a>
 */
final class Draw {

  private Draw() {}

  /**
   * The choices in the order of the draw.
   *
   * @param number tells the round robins of one expression apart, so that they draw independently
   */
  static List<Route> order(NotificationId id, int number, List<Route.Weighted> choices) {
    return IntStream.range(0, choices.size())
        .mapToObj(i -> new Lot(waits(id, number, i) / choices.get(i).weight(), choices.get(i)))
        .sorted(Comparator.comparingDouble(Lot::waits))
        .map(lot -> lot.choice().route())
        .toList();
  }

  private record Lot(double waits, Route.Weighted choice) {}

  /** Exponentially distributed: the shortest of such times, each over its weight, is the draw. */
  private static double waits(NotificationId id, int number, int choice) {
    return -StrictMath.log(uniform(id.value() + " " + number + " " + choice));
  }

  /** Above 0, at most 1. */
  private static double uniform(String seed) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(UTF_8));
      return ((ByteBuffer.wrap(hash).getLong() >>> 11) + 1) * 0x1.0p-53;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
