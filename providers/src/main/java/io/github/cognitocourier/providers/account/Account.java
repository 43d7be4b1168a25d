package io.github.cognitocourier.providers.account;

import io.github.cognitocourier.core.message.Deadline;

/**
 * One account of a provider, asked with the credentials that the function uses. Nothing is sent,
 * nothing is changed. Never throws for what the network or the vendor did. Safe for concurrent use.
 */
public interface Account {

  /** Whether the credentials are accepted and may send. */
  Evidence credentials(Deadline deadline);

  /**
   * Whether messages may come from {@code from}: an e-mail address, or the sender of SMS; empty for
   * the sender that the provider's URL names.
   */
  Evidence sender(String from, Deadline deadline);

  /** Whether the vendor hosts the template {@code id}, ready for use. */
  Evidence template(String id, Deadline deadline);
}
