package dev.slipway.ledger.notification.post;

import dev.slipway.ledger.notification.channel.Type;
import dev.slipway.ledger.platform.text.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks a channel's target: mail addresses separated by commas, or the address of a webhook, which is a secret. */
public final class Target {
    private static final int MOST_ADDRESSES = 20;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern MAIL = Pattern.compile(Text.MAIL_ADDRESS);
    private static final Pattern WEB = Pattern.compile("^https?://[!-~]{1,2000}$");
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private Target() {}

    /** The addresses of mail. */
    static List<String> addresses(String target) {
        return Arrays.stream(target.split(",", -1)).map(String::strip).toList();
    }

    /** The target of these addresses. */
    public static String of(List<String> addresses) {
        return String.join(", ", addresses);
    }

    /** The displayable form: mail addresses, but only the host of a webhook. */
    public static String shown(Type type, String target) {
        return type == Type.MAIL ? of(addresses(target)) : host(URI.create(target));
    }

    private static String host(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    /**
     * Why it is invalid, worded to follow the field's name.
     *
     * @param allowsLoopback whether plain HTTP to this machine's loopback is accepted, for tests
     */
    public static Optional<String> flaw(Type type, String target, boolean allowsLoopback) {
        return type == Type.MAIL ? mailFlaw(target) : webFlaw(target, allowsLoopback);
    }

    private static Optional<String> mailFlaw(String target) {
        List<String> addresses = addresses(target);
        boolean isFine = addresses.size() <= MOST_ADDRESSES
                && addresses.stream().allMatch(address -> MAIL.matcher(address).matches());
        return isFine
                ? Optional.empty()
                : Optional.of("must be 1 to " + MOST_ADDRESSES
                        + " mail addresses with commas between them, such as alice@example.org");
    }

    private static Optional<String> webFlaw(String target, boolean allowsLoopback) {
        if (!WEB.matcher(target).matches()) {
            return Optional.of("must be an https address of at most 2000 characters");
        }
        try {
            URI address = new URI(target);
            if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
                return Optional.of("must be an https address with a host, and neither a user nor a fragment");
            }
            if (address.getPort() == 0 || address.getPort() > HIGHEST_PORT) {
                return Optional.of("must have a port from 1 to " + HIGHEST_PORT + ", or none");
            }
            boolean isPlain = address.getScheme().equals("http");
            if (isPlain && !(allowsLoopback && LOOPBACK.contains(address.getHost()))) {
                return Optional.of("must be an https address: its messages are confidential");
            }
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("is not an address");
        }
    }
}
