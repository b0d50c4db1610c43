package dev.slipway.ledger.identity.job;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The person or account that ran a pipeline, according to GitLab.
 *
 * @param login the user name
 * @param email the address, if GitLab states it
 * @param key the account, which stays the same when its owner changes the other two
 */
@Embeddable
public record Trigger(
        @Column(name = "triggered_by", updatable = false) String login,

        @Column(name = "triggered_by_email", updatable = false) @Nullable
        String email,

        @Column(name = "triggered_by_key", updatable = false)
        String key) {
    /** Accounts of projects' and groups' access tokens, GitLab's service accounts by their usual names, and its own. */
    private static final Pattern BOT =
            Pattern.compile("(project|group)_\\d+_bot(_.*)?|service_account_.*|ghost|.+-bot", Pattern.CASE_INSENSITIVE);

    static Trigger of(String issuer, String userId, String login, @Nullable String email) {
        return new Trigger(login, email, issuer + "#" + userId);
    }

    /** Whether the account belongs to no person. */
    public boolean isBot() {
        return BOT.matcher(login).matches();
    }
}
