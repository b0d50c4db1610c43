package dev.slipway.line.backup.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SSH connection to the host of an SFTP repository: with the line owner's keys and known hosts, and without
 * prompts, since it runs unattended at night.
 *
 * @param target the host, with the user if one is given
 * @param port empty for the default one
 */
record Ssh(String target, String port) {
    private static final String NAME = "[A-Za-z0-9_.][A-Za-z0-9_.@-]*";
    private static final Pattern URL = Pattern.compile(
            "sftp://((?:" + NAME + "@)?(?:[A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9a-fA-F:]+]))(?::(\\d+))?/.+");
    private static final Pattern SHORT = Pattern.compile("sftp:((?:" + NAME + "@)?[A-Za-z0-9][A-Za-z0-9.-]*):.+");

    /** The connection for a repository; empty if it is not an SFTP one, or cannot be parsed. */
    static Optional<Ssh> of(String repository) {
        Matcher url = URL.matcher(repository);
        if (url.matches()) {
            String port = url.group(2);
            return Optional.of(new Ssh(url.group(1).replaceAll("[\\[\\]]", ""), port == null ? "" : port));
        }
        Matcher brief = SHORT.matcher(repository);
        return brief.matches() ? Optional.of(new Ssh(brief.group(1), "")) : Optional.empty();
    }

    /** The command that opens an SFTP session. */
    List<String> command() {
        List<String> words = new ArrayList<>(List.of("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20"));
        // A connection that is gone ends within two minutes, instead of never.
        words.addAll(List.of("-o", "ServerAliveInterval=20", "-o", "ServerAliveCountMax=6"));
        words.addAll(address());
        words.addAll(List.of("-s", "sftp"));
        return words;
    }

    /** The command with which a person can test it. */
    String trial() {
        return "ssh " + String.join(" ", address());
    }

    private List<String> address() {
        return port.isEmpty() ? List.of(target) : List.of("-p", port, target);
    }
}
