package io.github.cognitocourier.sandbox.web;

/** Answers the calls of one part of the sandbox. Safe for concurrent use. */
@FunctionalInterface
public interface Room {

  /** Answers one call. What the caller did wrong is an answer, never an exception. */
  Answer answer(Call call);
}
