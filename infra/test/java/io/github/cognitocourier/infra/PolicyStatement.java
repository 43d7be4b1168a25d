package io.github.cognitocourier.infra;

import io.github.cognitocourier.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One statement of an IAM policy document.
 *
 * @param place where it stands, for people
 * @param principals {@code type:value} each, such as {@code Service:lambda.amazonaws.com}
 * @param conditions {@code operator:key} in lower case to its values
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM's
 *     policy elements</a>
 */
record PolicyStatement(
    Kind kind,
    String place,
    boolean allows,
    List<String> actions,
    List<String> resources,
    List<String> principals,
    Map<String, List<String>> conditions) {

  /** What a policy belongs to. */
  enum Kind {
    /** Of a role: says what the role may do. */
    IDENTITY,
    /** Of a role: says who may become it. */
    TRUST,
    /** Of a KMS key: its resource is always the key, written {@code *}. */
    KEY,
    /** Of a queue or a function. */
    RESOURCE
  }

  private static final Pattern ACCOUNT_ROOT = Pattern.compile("AWS:arn:aws[a-z-]*:iam::\\d+:root");
  private static final Pattern BOUND_RESOURCE =
      Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:([a-z0-9-]*):(\\d*):[^*].*");

  /** Actions for which IAM knows no resource; an SMS goes to a phone number, which has no ARN. */
  private static final List<String> WITHOUT_RESOURCE = List.of("sns:publish");

  static PolicyStatement of(Kind kind, String place, Json json) {
    var principals = new ArrayList<String>();
    json.at("Principal").text().ifPresent(all -> principals.add("AWS:" + all));
    if (json.at("Principal").isObject()) {
      json.at("Principal")
          .fields()
          .forEach(
              (type, names) -> texts(names).forEach(name -> principals.add(type + ":" + name)));
    }
    var conditions = new TreeMap<String, List<String>>();
    json.at("Condition")
        .fields()
        .forEach((operator, keys) ->
            keys.fields()
                .forEach((key, values) ->
                    conditions.put(
                        (operator + ":" + key).toLowerCase(Locale.ROOT), texts(values))));
    return new PolicyStatement(
        kind,
        place,
        json.at("Effect").requireText().equals("Allow"),
        texts(json.at("Action")).stream().map(each -> each.toLowerCase(Locale.ROOT)).toList(),
        texts(json.at("Resource")),
        principals,
        conditions);
  }

  /** One sentence for everything that is too wide; none for a statement that denies. */
  List<String> findings() {
    var findings = new ArrayList<String>();
    if (!allows) {
      return findings;
    }
    if (actions.isEmpty()) {
      findings.add(place + ": allows by NotAction, which is everything else");
    }
    if (actions.stream().anyMatch(action -> action.contains("*")) && !delegatesToTheAccount()) {
      findings.add(place + ": a * in the actions " + actions);
    }
    if (actions.contains("kms:decrypt") && kind == Kind.IDENTITY && !decryptionIsBound()) {
      findings.add(place + ": kms:Decrypt without a user pool or a service that it goes through");
    }
    if (kind == Kind.IDENTITY) {
      unboundResources().forEach(each -> findings.add(place + ": the resource " + each));
    }
    principalsAtLarge().forEach(each -> findings.add(place + ": the principal " + each));
    return findings;
  }

  /** The sentence of every key policy by which IAM policies of the account govern the key. */
  private boolean delegatesToTheAccount() {
    return kind == Kind.KEY
        && actions.equals(List.of("kms:*"))
        && principals.size() == 1
        && ACCOUNT_ROOT.matcher(principals.getFirst()).matches();
  }

  private boolean decryptionIsBound() {
    return conditions.entrySet().stream()
        .filter(each ->
            each.getKey().matches("string(equals|like):kms:encryptioncontext:userpool-id")
                || each.getKey().equals("stringequals:kms:viaservice"))
        .anyMatch(each ->
            !each.getValue().isEmpty()
                && each.getValue().stream().noneMatch(value -> value.startsWith("*")));
  }

  private Stream<String> unboundResources() {
    if (actions.stream().allMatch(WITHOUT_RESOURCE::contains)) {
      return Stream.empty();
    }
    if (resources.isEmpty()) {
      return Stream.of("by NotResource");
    }
    return resources.stream().filter(Predicate.not(PolicyStatement::isBound));
  }

  private static boolean isBound(String resource) {
    return BOUND_RESOURCE.matcher(resource).matches();
  }

  private Stream<String> principalsAtLarge() {
    if (kind != Kind.IDENTITY && principals.isEmpty()) {
      return Stream.of("by NotPrincipal");
    }
    return principals.stream()
        .filter(principal ->
            principal.endsWith(":*")
                || (principal.startsWith("Service:")
                    && kind != Kind.TRUST
                    && !namesAnAccountOrArn()));
  }

  /** Without it another customer could have the service act on this resource. */
  private boolean namesAnAccountOrArn() {
    return Stream.of("aws:sourceaccount", "aws:sourcearn")
        .flatMap(key -> Stream.of("stringequals:", "arnlike:", "arnequals:").map(op -> op + key))
        .anyMatch(condition ->
            conditions.getOrDefault(condition, List.of()).stream()
                .anyMatch(value -> !value.startsWith("*")));
  }

  private static List<String> texts(Json oneOrMore) {
    return oneOrMore.text().isPresent()
        ? List.of(oneOrMore.requireText())
        : oneOrMore.isAbsent()
            ? List.of()
            : oneOrMore.items().stream().map(Json::requireText).toList();
  }
}
