package dev.slipway.ledger.identity.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project_20_bot",
                "project_20_bot_9f1c",
                "group_72_bot_9f1c",
                "service_account_group_72_9f1c",
                "alert-bot",
                "GitLab-Security-Bot",
                "ghost"
            })
    void knowsBotsByTheirNames(String login) {
        assertThat(trigger(login).isBot()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane", "talbot", "abbot", "project_20", "ghost-writer", "robot"})
    void takesNoPersonForABot(String login) {
        assertThat(trigger(login).isBot()).isFalse();
    }

    private static Trigger trigger(String login) {
        return Trigger.of("https://gitlab.example.org", "7", login, null);
    }
}
