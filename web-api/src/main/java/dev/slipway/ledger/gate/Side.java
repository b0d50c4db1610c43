package dev.slipway.ledger.gate;

import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.release.CommitAuthor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one side of four eyes: everybody whose work a deployment is. Whoever approves it is on the other side.
 *
 * @param actor who asks for the deployment, if anybody does
 * @param trigger who ran the pipeline that asks for it, if that is known
 * @param authors who wrote what would come with it
 */
record Side(Optional<String> actor, Optional<Trigger> trigger, List<CommitAuthor> authors) {
    private static final int SHA_SHOWN = 7;

    /** What GitLab writes in place of an address that its owner keeps private: {@code 7-jane@users.noreply.gitlab.example.org}. */
    private static final Pattern PRIVATE = Pattern.compile("^\\d+-([^@]+)@users\\.noreply\\..+$");

    /** Somebody's part in it: the kind of reason why they cannot approve it, and what they did, to be read after their name. */
    record Part(ReasonCode code, String deed) {}

    /** Whether it takes an approver's address to tell if they are on it. */
    boolean isKnownByAddress() {
        return trigger.map(Trigger::email).isPresent() || authors.stream().anyMatch(author -> author.email() != null);
    }

    /**
     * What somebody's part is, if they are on this side.
     *
     * @param name what they sign in with
     * @param email their address, if it is known
     */
    Optional<Part> part(String name, Optional<String> email) {
        if (actor.filter(name::equals).isPresent()) {
            return Optional.of(new Part(ReasonCode.FOUR_EYES, "asks for the deployment"));
        }
        if (trigger.filter(who -> isSame(who.login(), name) || isSame(who.email(), email.orElse(null)))
                .isPresent()) {
            return Optional.of(new Part(ReasonCode.FOUR_EYES, "ran the pipeline that asks for the deployment"));
        }
        return authors.stream()
                .filter(author -> is(author, name, email))
                .findFirst()
                .map(author -> new Part(
                        ReasonCode.COMMIT_AUTHOR,
                        "wrote commit "
                                + author.sha()
                                        .substring(
                                                0,
                                                Math.min(SHA_SHOWN, author.sha().length()))));
    }

    private static boolean is(CommitAuthor author, String name, Optional<String> email) {
        return author.email() == null
                ? isSame(author.name(), name)
                : isSame(author.email(), email.orElse(null)) || isSame(login(author.email()), name);
    }

    /** A name that may be an address itself. */
    private static String login(String email) {
        Matcher hidden = PRIVATE.matcher(email);
        return hidden.matches() ? hidden.group(1) : email;
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && other != null && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
