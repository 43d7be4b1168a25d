package io.github.cognitocourier.lambda;

import java.security.Security;

/**
 * The order in which the JDK asks its providers of security. It makes each on its way to the one
 * that has what is wanted, and SunEC, third of them, computes all its curves when it is made. With
 * BoringSSL hardly a function needs one, so SunEC comes after the two that every function needs.
 * What is found does not change: no other provider has what SunEC has.
 */
final class ProviderOrder {

  private static final String KEY = "security.provider.";
  private static final int FIRST = 3;

  private ProviderOrder() {}

  /** Without effect once a provider was asked for, and in a JVM that has another order. */
  static void askForCurvesLast() {
    if (is(FIRST, "SunEC") && is(FIRST + 1, "SunJSSE") && is(FIRST + 2, "SunJCE")) {
      Security.setProperty(KEY + FIRST, "SunJSSE");
      Security.setProperty(KEY + (FIRST + 1), "SunJCE");
      Security.setProperty(KEY + (FIRST + 2), "SunEC");
    }
  }

  private static boolean is(int place, String name) {
    return name.equals(Security.getProperty(KEY + place));
  }
}
