package io.github.cognitocourier.cli.pool;

import com.grack.nanojson.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Functions, and the policies of their aliases, each its own. */
public final class FakeLambda {

  private final Map<String, Map<String, Object>> functions = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> statements = new ConcurrentHashMap<>();

  /** A function, by the ARN under which it is asked for, with these variables. */
  public void holds(String arn, Map<String, Object> variables) {
    functions.put(
        arn,
        new LinkedHashMap<>(
            Map.of("State", "Active", "Environment", Map.of("Variables", variables))));
    statements.put(arn, new LinkedHashMap<>());
  }

  /** The same function with something wrong. */
  public void change(String arn, String field, Object value) {
    functions.get(arn).put(field, value);
  }

  /** The statements of the policy of this ARN, by their ids. */
  public Map<String, Object> statements(String arn) {
    return statements.get(arn);
  }

  static String operation(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return switch (exchange.getRequestMethod()) {
      case "GET" -> path.endsWith("/configuration") ? "GetFunctionConfiguration" : "GetPolicy";
      case "POST" -> "AddPermission";
      default -> "RemovePermission";
    };
  }

  Object serve(HttpExchange exchange, String body) {
    String[] parts =
        URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8)
            .split("/", -1);
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
    String arn = parts[3] + (query.isEmpty() ? "" : ":" + query.substring(query.indexOf('=') + 1));
    Map<String, Object> function = functions.get(arn);
    if (function == null) {
      return notFound("Function not found: " + arn);
    }
    Map<String, Object> policy = statements.get(arn);
    return switch (operation(exchange)) {
      case "GetFunctionConfiguration" -> function;
      case "GetPolicy" ->
          policy.isEmpty()
              ? notFound("The resource you requested does not exist.")
              : Map.of("Policy", JsonWriter.string(Map.of("Statement", policy.values())));
      case "AddPermission" -> add(arn, policy, FakePool.parse(body));
      default ->
          policy.remove(parts[5]) == null
              ? notFound("Statement " + parts[5] + " is not found in resource policy.")
              : Map.of();
    };
  }

  private static Object add(String arn, Map<String, Object> policy, Map<String, Object> input) {
    String id = input.get("StatementId").toString();
    if (policy.containsKey(id)) {
      return new Refusal(
          409,
          "ResourceConflictException",
          "The statement id (" + id + ") provided already exists.");
    }
    policy.put(
        id,
        Map.of(
            "Sid",
            id,
            "Effect",
            "Allow",
            "Principal",
            Map.of("Service", input.get("Principal")),
            "Action",
            input.get("Action"),
            "Resource",
            arn,
            "Condition",
            Map.of(
                "StringEquals", Map.of("AWS:SourceAccount", input.get("SourceAccount")),
                "ArnLike", Map.of("AWS:SourceArn", input.get("SourceArn")))));
    return Map.of("Statement", "{}");
  }

  private static Refusal notFound(String message) {
    return new Refusal(404, "ResourceNotFoundException", message);
  }
}
