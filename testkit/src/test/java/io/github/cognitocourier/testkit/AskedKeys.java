package io.github.cognitocourier.testkit;

import io.github.cognitocourier.core.code.DataKeys;
import io.github.cognitocourier.core.message.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remembers what was asked of a key store, and lets each test decide the answer. */
final class AskedKeys implements DataKeys {

  /** One question. */
  record Question(String keyArn, Map<String, String> encryptionContext, Deadline deadline) {}

  private final DataKeys answers;
  private final List<Question> questions = new ArrayList<>();

  AskedKeys(DataKeys answers) {
    this.answers = answers;
  }

  @Override
  public Unwrapped unwrap(
      String keyArn, byte[] wrapped, Map<String, String> encryptionContext, Deadline deadline) {
    questions.add(new Question(keyArn, encryptionContext, deadline));
    return answers.unwrap(keyArn, wrapped, encryptionContext, deadline);
  }

  List<Question> questions() {
    return questions;
  }
}
