package io.github.cognitocourier.http;

import static io.github.cognitocourier.http.Paper.address;
import static io.github.cognitocourier.http.Paper.authority;
import static io.github.cognitocourier.http.Paper.dns;
import static io.github.cognitocourier.http.Paper.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Certificates and chains of many kinds, and what is to be said of each. */
final class Verdicts {

  private static final Duration DAY = Duration.ofDays(1);
  static final String HOST = "api.example.com";

  private static final List<String> HOSTS =
      List.of(
          HOST,
          "a.b.example.com",
          "example.com",
          "xn--bcher-kva.example.com",
          "api.example.co.uk",
          "example.co.uk",
          "api.corp",
          "localhost",
          "127.0.0.1",
          "127.0.0.2",
          "::1",
          "api.example.com.");

  /** Where the JDK says yes and we say no. */
  private static final List<String> STRICTER =
      List.of(
          "* above one label: api.corp",
          "* above one label: example.com",
          "* and more in a label: api.example.com",
          "* and more in a label: api.example.com.",
          "* for a label: api.example.com.",
          "CN alone: api.example.com",
          "CN alone: api.example.com.",
          "CN beside an address: api.example.com",
          "CN beside an address: api.example.com.",
          "in upper case: api.example.com.",
          "its name: api.example.com.");

  private final Path store;
  private final Paper root = authority("Known root").selfSigned();
  private final Paper between = authority("Between").by(root);

  Verdicts(Path folder) throws Exception {
    store = TrustStores.written(folder.resolve("all"), "JKS", null, TrustStores.jdk(), root);
  }

  private Map<String, Paper> names() {
    var names = new LinkedHashMap<String, Paper>();
    names.put("its name", server(dns(HOST)).by(root));
    names.put("in upper case", server(dns("API.EXAMPLE.COM")).by(root));
    names.put("one of several", server(dns("other.example"), dns("localhost")).by(root));
    names.put("* for a label", server(dns("*.example.com")).by(root));
    names.put("* below a public suffix", server(dns("*.example.co.uk")).by(root));
    names.put("* above a public suffix", server(dns("*.co.uk")).by(root));
    names.put("* above one label", server(dns("*.com"), dns("*.corp")).by(root));
    names.put("* and more in a label", server(dns("a*.example.com")).by(root));
    names.put("* in the middle", server(dns("api.*.com")).by(root));
    names.put("two *", server(dns("*.*.example.com"), dns("*.*.com")).by(root));
    names.put("* alone", server(dns("*"), dns("*."), dns("*com")).by(root));
    names.put("CN alone", server().commonName(HOST).by(root));
    names.put("CN beside an address", server(address("::1")).commonName(HOST).by(root));
    names.put("CN beside a name", server(dns("other.example")).commonName(HOST).by(root));
    names.put("addresses", server(address("127.0.0.1"), address("::1")).by(root));
    names.put("an address as a name", server(dns("127.0.0.1"), dns("::1")).by(root));
    names.put("a name with a NUL", server(dns(HOST + "\0.evil.example")).by(root));
    names.put("a name with a dot at its end", server(dns(HOST + ".")).by(root));
    names.put("a name in IDNA", server(dns("xn--bcher-kva.example.com")).by(root));
    names.put("a name in Latin-1", server(dns("b\u00fccher.example.com")).by(root));
    names.put("no name, but mail", server(Paper.mail("a@" + HOST)).by(root));
    names.put("a name of another kind", server(Paper.uri("https://" + HOST)).by(root));
    names.put("an empty name", server(dns("")).by(root));
    return names;
  }

  /** A certificate under each name in turn: the same verdict as the JDK's, or one of the list. */
  void checkNames(@Nullable Provider provider) throws Exception {
    var stricter = new TreeSet<String>();
    int trusted = 0;
    for (var each : names().entrySet()) {
      try (var peer = new Peer(each.getValue(), each.getValue().with(root))) {
        for (String host : HOSTS) {
          String what = each.getKey() + ": " + host;
          boolean byUs = peer.isTrustedByUs(provider, store, host);
          if (byUs) {
            trusted++;
          }
          if (byUs != peer.isTrustedByJdk(store, host)) {
            assertThat(byUs).as(what).isFalse();
            stricter.add(what);
          }
        }
      }
    }
    assertThat(trusted).isGreaterThan(10);
    assertThat(stricter).containsExactlyElementsOf(STRICTER);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(boolean trusted, Paper leaf, X509Certificate... chain) {}

  private Map<String, Case> chains() throws GeneralSecurityException {
    Paper leaf = leaf().by(between);
    Paper unknown = authority("Unknown root").selfSigned();
    Paper impostor = authority("Known root").selfSigned();
    Paper own = authority("Known root").keys(root.keys()).printable("KNOWN  root").by(unknown);
    Paper old = authority("Old").valid(DAY.multipliedBy(-2), DAY.negated()).by(root);
    Paper server = server().by(root);
    Paper shallow = authority("Shallow", 0).by(root);
    Paper deep = authority("Deep").by(shallow);
    Paper weak = authority("Weak").keys(Paper.rsa(768)).by(root);
    Paper strong = authority("Strong").keys(Paper.rsa(2048)).by(root);
    var chains = new LinkedHashMap<String, Case>();
    chains.put("the root itself signed", ok(leaf().by(root)));
    chains.put("the root is shown, too", ok(leaf().by(root), root));
    chains.put("an intermediate", ok(leaf, between));
    chains.put("an intermediate and the root", ok(leaf, between, root));
    chains.put("an intermediate with an RSA key", ok(leaf().by(strong), strong));
    chains.put("in the wrong order", ok(leaf, root, between));
    chains.put("strangers in between", ok(leaf, unknown, old, between));
    chains.put("the root under another spelling", ok(leaf().by(own), own));
    chains.put("the root signed by another", ok(leaf().by(root), own, unknown));
    chains.put("the intermediate is missing", no(leaf));
    chains.put("an unknown root", no(leaf().by(unknown), unknown));
    chains.put("self-signed", no(leaf().selfSigned()));
    chains.put("a root's name, another key", no(leaf().by(impostor), impostor));
    chains.put("a root's name, another key, not shown", no(leaf().by(impostor)));
    chains.put("self-signed with a root's name", no(leaf().commonName("Known root").selfSigned()));
    chains.put("another's signature, the root shown", no(leaf().by(impostor), root));
    chains.put("expired", no(leaf().valid(DAY.multipliedBy(-2), DAY.negated()).by(root)));
    chains.put("not yet valid", no(leaf().valid(DAY, DAY.multipliedBy(2)).by(root)));
    chains.put("an expired intermediate", no(leaf().by(old), old));
    chains.put("an intermediate that is none", no(leaf().by(server), server));
    chains.put("too long a path", no(leaf().by(deep), deep, shallow));
    chains.put("a weak intermediate", no(leaf().by(weak), weak));
    // The JDK refuses it below its own roots alone: see jdkCA in its java.security.
    chains.put("signed with SHA-1", ok(leaf().signed("SHA1withECDSA").by(root)));
    // TLS itself knows no such signature any more, though certificates may have it.
    chains.put("signed with SHA-224", no(leaf().signed("SHA224withECDSA").by(root)));
    chains.put("key usage", ok(leaf().keyUsage(Paper.DIGITAL_SIGNATURE).by(root)));
    chains.put("wrong key usage", no(leaf().keyUsage(Paper.KEY_AGREEMENT).by(root)));
    chains.put("usage", ok(leaf().usage(Paper.SERVER_AUTH).by(root)));
    chains.put("wrong usage", no(leaf().usage(Paper.CLIENT_AUTH).by(root)));
    chains.put("an unknown critical extension", no(leaf().strangeExtension().by(root)));
    return chains;
  }

  private static Paper.Draft leaf() {
    return server(dns(HOST));
  }

  private static Case ok(Paper leaf, Paper... others) {
    return new Case(true, leaf, leaf.with(others));
  }

  private static Case no(Paper leaf, Paper... others) {
    return new Case(false, leaf, leaf.with(others));
  }

  /** Exactly the JDK's verdict, and the one that is written down here, but for {@code also}. */
  void checkChains(@Nullable Provider provider, Set<String> also) throws Exception {
    for (var each : chains().entrySet()) {
      Case chain = each.getValue();
      boolean trusted = chain.trusted() || also.contains(each.getKey());
      try (var peer = new Peer(chain.leaf(), chain.chain())) {
        assertThat(peer.isTrustedByJdk(store, HOST))
            .as("%s, by the JDK", each.getKey())
            .isEqualTo(chain.trusted());
        assertThat(peer.isTrustedByUs(provider, store, HOST))
            .as("%s, by us", each.getKey())
            .isEqualTo(trusted);
        assertThat(peer.requests()).isEqualTo(trusted ? 1 : 0);
      }
    }
  }
}
