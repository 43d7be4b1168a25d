package io.github.cognitocourier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitocourier.core.message.Secret;
import org.junit.jupiter.api.Test;

class BasicAuthTest {

  /** The examples of <a href="https://www.rfc-editor.org/rfc/rfc7617#section-2">RFC 7617, 2</a>. */
  @Test
  void encodes_user_and_password_as_utf_8() {
    assertThat(BasicAuth.header("Aladdin", new Secret("open sesame")))
        .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assertThat(BasicAuth.header("test", new Secret("123£"))).isEqualTo("Basic dGVzdDoxMjPCow==");
  }

  @Test
  void a_password_may_hold_a_colon_and_a_user_may_not() {
    assertThat(BasicAuth.header("", new Secret("a:b"))).isEqualTo("Basic OmE6Yg==");
    assertThatThrownBy(() -> BasicAuth.header("a:b", new Secret("password")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("password");
  }
}
