package io.github.cognitocourier.sandbox.kms;

import io.github.cognitocourier.testkit.LocalKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The keys and aliases of one account in one region. They last as long as the sandbox. Safe for
 * concurrent use.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key
 *     identifiers</a>
 */
public final class KeyRing {

  /** The account that owns everything here. */
  public static final String ACCOUNT = "000000000000";

  private static final String ALIAS_ARN = "arn:aws:kms:us-east-1:" + ACCOUNT + ":";
  private static final Pattern ALIAS = Pattern.compile("alias/[a-zA-Z0-9/_-]+");
  private static final int LONGEST_ALIAS = 256;

  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Map<String, Alias> aliases = new LinkedHashMap<>();
  private final LocalKeys material;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /** No keys yet; their material is made and kept by {@code material}. */
  public KeyRing(LocalKeys material, InstantSource clock, Supplier<UUID> ids) {
    this.material = material;
    this.clock = clock;
    this.ids = ids;
  }

  /** Another name for a key. */
  record Alias(String name, String keyId, Instant createdAt) {

    String arn() {
      return ALIAS_ARN + name;
    }

    Map<String, Object> entry() {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("AliasName", name);
      entry.put("AliasArn", arn());
      entry.put("TargetKeyId", keyId);
      entry.put("CreationDate", Key.seconds(createdAt));
      entry.put("LastUpdatedDate", Key.seconds(createdAt));
      return entry;
    }
  }

  /** Creates a key and tells its ARN. */
  public String createKey(String description) {
    return create(description).arn();
  }

  synchronized Key create(String description) {
    var key = new Key(ids.get().toString(), description, clock.instant(), true);
    keys.put(key.id(), key);
    material.create(key.arn());
    return key;
  }

  /** Gives the key with the id or ARN {@code target} another name, and tells that name's ARN. */
  public synchronized String createAlias(String name, String target) {
    checkAliasName(name);
    if (isAlias(target)) {
      throw new Refusal("ValidationException", "Aliases must refer to keys. Not aliases");
    }
    Key key = findKey(target);
    if (aliases.containsKey(name)) {
      throw new Refusal(
          "AlreadyExistsException",
          "An alias with the name " + aliases.get(name).arn() + " already exists");
    }
    var alias = new Alias(name, key.id(), clock.instant());
    aliases.put(name, alias);
    return alias.arn();
  }

  private static void checkAliasName(String name) {
    if (!name.startsWith("alias/")) {
      throw new Refusal("ValidationException", "Alias must start with the prefix \"alias/\".");
    }
    if (name.length() > LONGEST_ALIAS) {
      throw Parameters.constraint(
          "AliasName", "Member must have length less than or equal to " + LONGEST_ALIAS);
    }
    if (!ALIAS.matcher(name).matches()) {
      throw Parameters.constraint(
          "AliasName", "Member must satisfy regular expression pattern: ^" + ALIAS + "$");
    }
    if (name.startsWith("alias/aws/")) {
      throw new Refusal("NotAuthorizedException", "Aliases of AWS begin with \"alias/aws/\".");
    }
  }

  /** The key with this id, ARN, alias or alias ARN; in whatever state. */
  synchronized Key find(String identifier) {
    if (isAlias(identifier)) {
      String name = identifier.substring(identifier.indexOf("alias/"));
      Alias alias = aliases.get(name);
      if (alias == null) {
        throw new Refusal("NotFoundException", "Alias " + ALIAS_ARN + name + " is not found.");
      }
      return byId(alias.keyId(), identifier);
    }
    return findKey(identifier);
  }

  private static boolean isAlias(String identifier) {
    return identifier.startsWith("alias/") || identifier.startsWith(ALIAS_ARN + "alias/");
  }

  /** The key with this id or ARN: what manages a key or an alias takes no alias for it. */
  synchronized Key findKey(String identifier) {
    boolean arn = identifier.startsWith("arn:");
    String id = arn ? identifier.substring(identifier.lastIndexOf('/') + 1) : identifier;
    Key key = byId(id, identifier);
    if (arn && !key.arn().equals(identifier)) {
      throw new Refusal("NotFoundException", "Invalid arn " + identifier);
    }
    return key;
  }

  /** The key, ready for use. */
  Key usable(String identifier) {
    Key key = find(identifier);
    if (!key.enabled()) {
      throw new Refusal("DisabledException", key.arn() + " is disabled.");
    }
    return key;
  }

  synchronized void enable(String identifier, boolean enabled) {
    Key key = findKey(identifier);
    keys.put(key.id(), key.with(enabled));
  }

  synchronized List<Key> keys() {
    return List.copyOf(keys.values());
  }

  synchronized List<Alias> aliases() {
    return List.copyOf(aliases.values());
  }

  private Key byId(String id, String asGiven) {
    return Optional.ofNullable(keys.get(id))
        .orElseThrow(() ->
            new Refusal(
                "NotFoundException",
                asGiven.startsWith("arn:")
                    ? "Key '" + asGiven + "' does not exist"
                    : "Invalid keyId " + asGiven));
  }
}
