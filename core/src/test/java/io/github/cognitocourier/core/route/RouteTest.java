package io.github.cognitocourier.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cognitocourier.core.message.NotificationId;
import io.github.cognitocourier.core.message.PhoneNumber;
import io.github.cognitocourier.core.settings.InvalidSettings;
import io.github.cognitocourier.core.settings.ProviderUrl;
import io.github.cognitocourier.core.trigger.Channel;
import io.github.cognitocourier.core.trigger.TriggerSource.Known;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

  private static final Dispatch SIGN_UP = dispatch(Known.SIGN_UP, "abc", "+4915112345678");

  @Test
  void one_provider_is_a_route() {
    assertThat(names("sendgrid://default")).containsExactly("sendgrid");
  }

  @Test
  void failover_keeps_the_order_and_nests() {
    assertThat(
            names(" failover( sendgrid://default?sandbox=true  failover(sendgrid://eu\n b://c) ) "))
        .containsExactly("sendgrid", "sendgrid/eu", "b/c");
  }

  @Test
  void a_provider_that_stands_twice_is_tried_once() {
    assertThat(names("failover(a://default failover(a://default b://default))"))
        .containsExactly("a", "b");
  }

  @Test
  void a_trigger_has_its_route_and_the_others_the_star() {
    Route route = sms("bytrigger(SignUp,ResendCode=a://x Authentication=b://x *=c://x)");

    assertThat(names(route, dispatch(Known.SIGN_UP))).containsExactly("a/x");
    assertThat(names(route, dispatch(Known.RESEND_CODE))).containsExactly("a/x");
    assertThat(names(route, dispatch(Known.AUTHENTICATION))).containsExactly("b/x");
    assertThat(names(route, dispatch(Known.FORGOT_PASSWORD))).containsExactly("c/x");
  }

  @Test
  void no_star_is_needed_when_every_trigger_is_named() {
    Route route =
        sms(
            "bytrigger(SignUp,ResendCode,ForgotPassword,UpdateUserAttribute,VerifyUserAttribute,"
                + "Authentication=a://x AdminCreateUser,AccountTakeOverNotification=b://x)");

    assertThat(names(route, dispatch(Known.ADMIN_CREATE_USER))).containsExactly("b/x");
  }

  @Test
  void the_longest_prefix_of_the_phone_number_wins() {
    Route route = sms("byprefix(+49=a://x +49151=b://x +43,+41=c://x *=d://x)");

    assertThat(names(route, to("+4930123456"))).containsExactly("a/x");
    assertThat(names(route, to("+4915112345678"))).containsExactly("b/x");
    assertThat(names(route, to("+43123456789"))).containsExactly("c/x");
    assertThat(names(route, to("+41123456789"))).containsExactly("c/x");
    assertThat(names(route, to("+14155550100"))).containsExactly("d/x");
  }

  @Test
  void another_prefix_has_no_route_without_a_star() {
    assertThat(names(sms("byprefix(+49=a://x)"), to("+14155550100"))).isEmpty();
    assertThat(names(sms("failover(byprefix(+49=a://x) b://x)"), to("+14155550100")))
        .containsExactly("b/x");
  }

  @Test
  void an_app_client_has_its_route_and_who_has_none_the_star() {
    Route route = sms("byclient(abc,d+e=a://x *=b://x)");

    assertThat(names(route, dispatch(Known.SIGN_UP, "abc", "+4930123456"))).containsExactly("a/x");
    assertThat(names(route, dispatch(Known.SIGN_UP, "d+e", "+4930123456"))).containsExactly("a/x");
    assertThat(names(route, dispatch(Known.SIGN_UP, "xyz", "+4930123456"))).containsExactly("b/x");
    assertThat(
            names(
                route,
                new Dispatch(
                    Known.ADMIN_CREATE_USER,
                    Optional.empty(),
                    "default",
                    new NotificationId("n"),
                    Optional.empty())))
        .containsExactly("b/x");
  }

  @Test
  void every_form_may_stand_wherever_a_route_may() {
    Route route =
        sms(
            "bytrigger(AdminCreateUser=failover(a://x b://x)"
                + " *=byprefix(+49=roundrobin(3=c://x 1=failover(d://x e://x)) *=f://x))");

    assertThat(names(route, dispatch(Known.ADMIN_CREATE_USER))).containsExactly("a/x", "b/x");
    assertThat(names(route, SIGN_UP)).containsExactlyInAnyOrder("c/x", "d/x", "e/x");
    assertThat(names(route, to("+14155550100"))).containsExactly("f/x");
    assertThat(route.providers())
        .extracting(ProviderUrl::name)
        .containsExactly("a/x", "b/x", "c/x", "d/x", "e/x", "f/x");
    assertThat(route.reachable(Known.ADMIN_CREATE_USER))
        .extracting(ProviderUrl::name)
        .containsExactly("a/x", "b/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sendgrid | holds a provider URL that is not of the form scheme://account?option=value, such as sendgrid://default (at character 1)
          a://b c://d | goes on after its end; several providers are written failover(a b) (at character 7)
          failover(a://b | lacks a closing parenthesis (at character 15)
          failover() | has an empty failover() (at character 10)
          random(a://b) | knows failover(), roundrobin(), bytrigger(), byprefix() and byclient(), and nothing else in front of a parenthesis (at character 1)
          ) | expects a provider URL such as sendgrid://default (at character 1)
          a://b?c | has an option without a value in its a URL; write option=value (at character 1)
          failover(x://y a://b?c=%zz) | holds a provider URL with a broken %-escape (at character 16)
          roundrobin(0=a://b) | has a weight that is not from 1 to 1000 (at character 12)
          roundrobin(99999999999=a://b) | has a weight that is not from 1 to 1000 (at character 12)
          bytrigger(a://b) | expects a key and a route here, such as SignUp=a (at character 11)
          byprefix(+49) | expects a key and a route here, such as +49=a (at character 10)
          bytrigger(SingUp=a://b *=a://b) | names a trigger that is none of SignUp, ResendCode, ForgotPassword, UpdateUserAttribute, VerifyUserAttribute, AdminCreateUser, Authentication, AccountTakeOverNotification (at character 11)
          bytrigger(SignUp,SignUp=a://b *=a://b) | names a key for the second time (at character 11)
          bytrigger(*=a://b *=a://b) | names a key for the second time (at character 19)
          bytrigger(AdminCreateUser,AccountTakeOverNotification,SignUp,ResendCode,ForgotPassword,Authentication=a://b) | has a bytrigger() without a route for UpdateUserAttribute, VerifyUserAttribute; add *=ROUTE (at character 108)
          byprefix(49=a://b) | names a prefix that is not + and up to 15 digits, or * (at character 10)
          byclient(a-b=a://b *=a://b) | names an app client by what is no client id (at character 10)
          byclient(ab=a://b) | has a byclient() without a route for other app clients and for administrators' calls, which have none; add *=ROUTE (at character 18)
          failover(failover(failover(failover(failover(failover(failover(failover(failover(failover(a://b)))))))))) | nests its parentheses too deeply (at character 81)
          """)
  void a_mistake_is_one_sentence_with_its_setting_and_its_character(String text, String sentence) {
    assertThat(mistakes(text, Channel.SMS)).containsExactly("COURIER_SMS " + sentence + ".");
  }

  @Test
  void an_e_mail_has_no_phone_number() {
    assertThat(mistakes("failover(byprefix(*=a://b))", Channel.EMAIL))
        .containsExactly(
            "COURIER_SMS has a byprefix(), which is for SMS only: an e-mail has no phone number (at"
                + " character 10).");
  }

  @Test
  void every_mistake_that_does_not_hide_the_rest_is_told_at_once() {
    assertThat(mistakes("roundrobin(0=nowhere a://b?c bytrigger(Sign=a://b *=c://d)", Channel.SMS))
        .hasSize(5)
        .last()
        .asString()
        .startsWith("COURIER_SMS lacks a closing parenthesis");
  }

  private static List<String> mistakes(String text, Channel channel) {
    return catchThrowableOfType(
            InvalidSettings.class, () -> Route.parse("COURIER_SMS", text, channel))
        .mistakes();
  }

  private static Route sms(String text) {
    return Route.parse("COURIER_SMS", text, Channel.SMS);
  }

  private static List<String> names(String text) {
    return names(Route.parse("COURIER_EMAIL", text, Channel.EMAIL), SIGN_UP);
  }

  private static List<String> names(Route route, Dispatch dispatch) {
    return route.providers(dispatch).stream().map(ProviderUrl::name).toList();
  }

  private static Dispatch dispatch(Known trigger) {
    return dispatch(trigger, "abc", "+4915112345678");
  }

  private static Dispatch to(String number) {
    return dispatch(Known.SIGN_UP, "abc", number);
  }

  private static Dispatch dispatch(Known trigger, String client, String number) {
    return new Dispatch(
        trigger,
        Optional.of(client),
        "default",
        new NotificationId("n1"),
        PhoneNumber.parse(number));
  }
}
