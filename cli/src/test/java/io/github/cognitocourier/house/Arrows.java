package io.github.cognitocourier.house;

import java.util.List;
import java.util.Map;

/** Who may use whom: the table of docs/ARCHITECTURE.md as data. */
final class Arrows {

  static final String ROOT = "io.github.cognitocourier.";

  private Arrows() {}

  /** Module → the modules of ours that it may use. */
  static final Map<String, List<String>> MODULES =
      Map.of(
          "core", List.of(),
          "http", List.of("core"),
          "testkit", List.of("core", "http"),
          "providers", List.of("core", "http"),
          "aws", List.of("core", "http"),
          "lambda", List.of("core", "http", "providers", "aws"),
          "sandbox", List.of("core", "http", "testkit", "lambda"),
          "cli", List.of("core", "http", "testkit", "providers", "aws", "lambda", "sandbox"));

  /** Package of core → the packages of core that it may use. */
  static final Map<String, List<String>> CORE =
      Map.ofEntries(
          Map.entry("json", List.of()),
          Map.entry("message", List.of()),
          Map.entry("httpapi", List.of("json")),
          Map.entry("code", List.of("message")),
          Map.entry("trigger", List.of("json", "code", "message")),
          Map.entry("settings", List.of("json", "message", "httpapi")),
          Map.entry("template", List.of("code", "message", "trigger", "settings")),
          Map.entry("delivery", List.of("message")),
          Map.entry("route", List.of("delivery", "message", "trigger", "settings")),
          Map.entry("telemetry", List.of("delivery", "message", "trigger")));

  /** Module → what it may use of others, by package prefix, besides the JDK's and JSpecify's. */
  static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "core", List.of("com.grack.nanojson", "com.samskivert.mustache"),
          "http", List.of(),
          "providers", List.of("jakarta.mail", "org.eclipse.angus.mail.smtp"),
          "aws", List.of(),
          "lambda", List.of("com.amazonaws.services.lambda.runtime", "org.conscrypt", "org.crac"));

  /** Module → packages of the JDK that it must not use. */
  static final Map<String, List<String>> FORBIDDEN =
      Map.of(
          "core", List.of("java.net.http", "java.sql", "java.util.logging", "javax.net.ssl"),
          "providers", List.of("java.net.http", "java.net.Socket", "javax.net.ssl"),
          "aws", List.of("java.net.http", "javax.net.ssl"));

  /** What {@link #FORBIDDEN} forbids → the only package of the module that may use it. */
  static final Map<String, String> EXCEPT =
      Map.of("java.net.Socket", "providers.smtp", "javax.net.ssl", "providers.smtp");
}
