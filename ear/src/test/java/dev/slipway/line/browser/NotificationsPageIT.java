package dev.slipway.line.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.line.Line;
import dev.slipway.line.PostOffice;
import dev.slipway.line.Realm;
import dev.slipway.line.Receiver;
import dev.slipway.line.Reloads;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An admin adds channels, tries them and removes them; everybody sees the alerts. */
@ExtendWith({Reloads.class, Chromium.class})
@ResourceLock(Line.RELOADS)
@Order(Order.DEFAULT + 1)
@ResourceLock(Line.MAIL)
class NotificationsPageIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();

    /** Whether only the background of the buttons is below them, in the middle of a dialog that is longer than the window. */
    private static final String IS_CLEAR_BELOW_BUTTONS = """
            (dialog) => {
              dialog.scrollTop = (dialog.scrollHeight - dialog.clientHeight) / 2;
              const bar = dialog.querySelector('.form > .actions');
              const { left, right, bottom } = bar.getBoundingClientRect();
              const middle = (bottom + dialog.getBoundingClientRect().bottom) / 2;
              const places = [left + 2, (left + right) / 2, right - 2].flatMap((x) => [[x, bottom + 2], [x, middle]]);
              return places.every(([x, y]) => document.elementFromPoint(x, y) === bar);
            }
            """;

    @Test
    void showsAlertsToEverybodyAndChannelsToAdmins(Visitor visitor) {
        Page page = open(visitor, "viewer");

        assertThat(page.locator("#alerts")).containsText(Pattern.compile("Nothing is wrong|Since"));
        assertThat(page.locator("#me")).containsText("viewer");
        assertThat(page.locator("#channels-section")).isHidden();
        assertThat(page.locator("#sent-section")).isHidden();
        assertThat(visitor.barriers(page)).isEmpty();
    }

    @Test
    void addsAChannelForMailTriesAndRemovesIt(Visitor visitor) throws Exception {
        GreenMail office = PostOffice.make();
        office.start();
        try {
            String name = Realm.name();
            Page page = open(visitor, "admin");
            Locator dialog = dialog(page);
            keepsItsButtonsInASmallWindow(page, dialog);
            dialog.getByLabel("Name").fill(name);
            dialog.getByLabel("Addresses").fill("nobody");
            dialog.getByLabel("Waiting for approval").check();
            dialog.getByLabel("Quiet from").fill("22:00");
            dialog.getByLabel("Until").fill("07:00");
            press(dialog, "Add");
            assertThat(dialog.locator(".error:has-text('must be 1 to 20 mail addresses')"))
                    .isVisible();
            visitor.pictures(page, "notifications-add");
            assertThat(visitor.barriers(page)).isEmpty();
            dialog.getByLabel("Addresses").fill("alice@example.org");
            press(dialog, "Add");

            Locator row = page.locator("#channels tbody tr").filter(new Locator.FilterOptions().setHasText(name));
            assertThat(row).containsText("alice@example.org");
            assertThat(row).containsText("Waiting for approval");
            assertThat(row).containsText("not from 22:00 to 07:00");
            press(row, "Test " + name);
            assertThat(dialog).containsText(name + " works");
            press(dialog, "Close");
            // Requests of other tests wait for an approval, too, and are told of by this channel.
            MimeMessage mail = await().until(() -> mail(office, "[Slipway] This channel works"), Objects::nonNull);
            Multipart parts = (Multipart) mail.getContent();
            look(visitor, (String) parts.getBodyPart(1).getContent());
            visitor.pictures(page, "notifications");
            assertThat(visitor.barriers(page)).isEmpty();
            assertThat(visitor.excess(page)).isZero();

            office.stop();
            press(row, "Test " + name);
            assertThat(dialog).containsText(name + " does not work");
            assertThat(dialog).containsText("refused the connection");
            press(dialog, "Close");
            press(row, "Remove " + name);
            press(dialog, "Remove");
            assertThat(row).hasCount(0);
        } finally {
            office.stop();
        }
    }

    @Test
    void showsTheKeyOfAWebhookOnceAndItsAddressNever(Visitor visitor) {
        try (Receiver receiver = Receiver.start(() -> 204)) {
            String name = Realm.name();
            Page page = open(visitor, "admin");
            Locator dialog = dialog(page);
            dialog.getByLabel("Name").fill(name);
            dialog.getByLabel("By", new Locator.GetByLabelOptions().setExact(true))
                    .selectOption("webhook");
            assertThat(dialog.getByLabel("Daily at")).isHidden();
            dialog.getByLabel("Address").fill(receiver.address());
            press(dialog, "Add");
            assertThat(dialog).containsText("This key is shown once");
            assertThat(dialog.locator("code")).containsText("whsec_");
            dialog.getByText("I have kept it").click();

            Locator row = page.locator("#channels tbody tr").filter(new Locator.FilterOptions().setHasText(name));
            assertThat(row).containsText("127.0.0.1:");
            assertThat(page.content()).doesNotContain("a-secret", "whsec_");
            press(row, "Test " + name);
            assertThat(dialog).containsText(name + " works");
            press(dialog, "Close");
            // Without a kind or a service of its own, the channel tells of what other tests do as well.
            assertThat(receiver.accepted())
                    .filteredOn(received -> received.body().contains("\"dev.slipway.notice.test\""))
                    .hasSize(1);
            press(row, "Remove " + name);
            press(dialog, "Remove");
            assertThat(row).hasCount(0);
        }
    }

    @Test
    void showsWhatWasGivenUpBelowNewerOnes(Visitor visitor) {
        String newest = String.join(",", Collections.nCopies(20, notification("sent")));
        Map<String, String> next = Map.of("Link", "</api/v1/notifications?after=a>; rel=\"next\"");
        Page page = visitor.page();
        page.route(
                Pattern.compile("/api/v1/notifications\\?"),
                route -> route.fulfill(
                        route.request().url().contains("limit=20")
                                ? json(newest).setHeaders(next)
                                : json(newest + "," + notification("given-up"))));
        visitor.enter(page, REALM.person("admin"));
        page.navigate(LINE.ledger() + "/notifications/");
        Locator more = page.locator("#sent-more");
        assertThat(more).containsText("20 shown");
        assertThat(page.locator("#sent tbody tr")).hasCount(20);

        press(more, "Show more");
        assertThat(page.locator("#sent tbody tr")).hasCount(21);
        assertThat(page.locator("#sent")).containsText("Given up");
        assertThat(more).isHidden();
        assertThat(page.locator("#sent-title")).isFocused();
    }

    private static String notification(String state) {
        return """
                {"path": "/notifications/", "title": "The agent is not responding", "kind": "away", "channel": "owner",
                    "state": "%s", "attempts": 1, "createdAt": "2026-11-27T12:00:00Z"}""".formatted(state);
    }

    /** A page of a list. */
    private static Route.FulfillOptions json(String items) {
        String body = "{\"items\": [" + items + "]}";
        return new Route.FulfillOptions().setContentType("application/json").setBody(body);
    }

    /** Wherever the dialog, which is longer than the window, was scrolled to. */
    private static void keepsItsButtonsInASmallWindow(Page page, Locator dialog) {
        page.setViewportSize(360, 640);
        Locator add = dialog.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add").setExact(true));
        for (String field : List.of("Name", "Time zone")) {
            dialog.getByLabel(field).focus();
            assertThat(dialog.getByLabel(field)).isInViewport();
            assertThat(add).isInViewport();
        }
        assertThat(dialog.evaluate(IS_CLEAR_BELOW_BUTTONS)).isEqualTo(true);
        page.setViewportSize(1280, 800);
    }

    private static @Nullable MimeMessage mail(GreenMail office, String subject) throws MessagingException {
        for (MimeMessage mail : office.getReceivedMessages()) {
            if (subject.equals(mail.getSubject())) {
                return mail;
            }
        }
        return null;
    }

    /** As people see it. */
    private static void look(Visitor visitor, String html) {
        Page mail = visitor.page();
        mail.setContent(html);
        mail.setViewportSize(720, 420);
        visitor.picture(mail, "mail");
        assertThat(mail.getByRole(AriaRole.LINK)).hasText("Open in Slipway");
        mail.close();
    }

    private static Page open(Visitor visitor, String role) {
        Page page = visitor.page();
        visitor.enter(page, REALM.person(role));
        page.navigate(LINE.ledger() + "/notifications/");
        assertThat(page.locator("#alerts")).not().hasAttribute("aria-busy", "true");
        return page;
    }

    private static Locator dialog(Page page) {
        press(page.locator("#channels-section"), "Add a channel");
        return page.getByRole(AriaRole.DIALOG);
    }

    private static void press(Locator in, String button) {
        in.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
