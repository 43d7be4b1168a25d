package io.github.cognitocourier.cli.redrive;

/** What becomes of a message of the queue. */
enum Fate {
  SENT("sent", false),
  NOT_DELETED("sent but not deleted", true),
  WOULD_BE_SENT("would be sent", false),
  DELETED("expired and deleted", false),
  EXPIRED("expired", true),
  FAILED("failed again", true),
  FOREIGN("not ours", true);

  private final String words;
  private final boolean stays;

  Fate(String words, boolean stays) {
    this.words = words;
    this.stays = stays;
  }

  /** As the summary counts it. */
  String words() {
    return words;
  }

  /** Whether the message is left in the queue although somebody should look at it. */
  boolean stays() {
    return stays;
  }
}
