package io.github.cognitocourier.cli.doctor;

/** One line of the report. */
record Line(String id, Verdict verdict) {}
