package dev.slipway.line.backup.repository;

import dev.slipway.line.backup.program.BackupException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The reason why a remote repository cannot be reached, in words for users. */
final class RepositoryFault {
    private static final String ENVIRONMENT = ".slipway/secrets/backup-environment";

    private static final List<String> REFUSED = List.of(
            "access key id you provided does not exist",
            "signature we calculated does not match",
            "access denied",
            "accessdenied",
            "invalidaccesskeyid",
            "signaturedoesnotmatch",
            "secret_access_key) is empty",
            "aws_access_key_id) is empty",
            "no credentials found",
            "401 unauthorized",
            "403 forbidden");
    private static final List<String> AWAY = List.of(
            "connection refused",
            "connection timed out",
            "could not resolve hostname",
            "no such host",
            "no route to host",
            "network is unreachable",
            "i/o timeout",
            "handshake timeout",
            "deadline exceeded",
            "connection reset",
            "connection closed",
            "it was stopped after");
    private static final List<String> UNTRUSTED = List.of("x509:", "certificate signed by unknown");
    private static final List<String> ABSENT =
            List.of("no such file or directory", "not exist", "doesn't exist", "notfound", "(404)");

    private static final Pattern FORBIDDEN = Pattern.compile("(?m)^fatal: .* repository at .*permission denied");

    private RepositoryFault() {}

    /**
     * The message for what the other machine, or the way to it, is to blame for; empty for anything else.
     *
     * @param errors all that restic and ssh wrote to their standard errors
     * @param reason the line of it that counts
     */
    static Optional<BackupException> of(String repository, String errors, String reason) {
        if (repository.startsWith("/")) {
            return Optional.empty();
        }
        String text = errors.toLowerCase(Locale.ROOT);
        Optional<Ssh> ssh = Ssh.of(repository);
        if (ssh.isPresent()) {
            Optional<BackupException> fault = bySsh(ssh.get(), repository, text);
            if (fault.isPresent()) {
                return fault;
            }
        }
        if (has(text, UNTRUSTED)) {
            return fault(
                    "This machine does not trust the certificate of the repository " + repository + ": "
                            + sentence(reason),
                    "Add its authority to this machine's, or name its PEM file in " + ENVIRONMENT
                            + ": SSL_CERT_FILE=/PATH");
        }
        if (has(text, REFUSED)) {
            return fault(
                    "The repository " + repository + " refuses the credentials: " + sentence(reason),
                    "Correct them in " + ENVIRONMENT + ", for S3 AWS_ACCESS_KEY_ID=… and AWS_SECRET_ACCESS_KEY=…;"
                            + " for a line that is not there yet, in the environment of this command.");
        }
        if (has(text, AWAY)) {
            return fault(
                    "The repository " + repository + " does not answer: " + sentence(reason),
                    "Does its machine run, is its address right, and does a firewall let this machine through?");
        }
        return Optional.empty();
    }

    private static Optional<BackupException> bySsh(Ssh ssh, String repository, String text) {
        String owner = System.getProperty("user.name");
        if (text.contains("executable file not found")) {
            return fault("This machine lacks ssh.", "apt-get install openssh-client");
        }
        if (text.contains("host identification has changed")) {
            return fault(
                    "The host key of the repository " + repository + " has changed: somebody may be in between.",
                    "If that machine was set up anew, remove its old key by ssh-keygen -R, and accept the new one as "
                            + owner + ": " + ssh.trial());
        }
        if (text.contains("host key verification failed")) {
            return fault(
                    "The host key of the repository " + repository + " is not known to " + owner + " on this machine.",
                    "Compare it with that machine's, and accept it once, as " + owner + ": " + ssh.trial());
        }
        if (text.contains("permission denied (") || text.contains("too many authentication failures")) {
            return fault(
                    "The repository " + repository + " accepts no SSH key of " + owner + " on this machine.",
                    "A key without a passphrase is needed, its public part in authorized_keys over there. To see why, as "
                            + owner + ": " + ssh.trial());
        }
        if (text.contains("subsystem request failed")) {
            return fault(
                    "The machine of the repository " + repository + " has no SFTP.",
                    "Its sshd_config needs: Subsystem sftp internal-sftp");
        }
        if (FORBIDDEN.matcher(text).find()) {
            return fault(
                    "The user of the repository " + repository + " may not write there.",
                    "Give that folder to that user, or name another one.");
        }
        return Optional.empty();
    }

    /** Whether all that is wrong is that there is no repository yet. */
    static boolean isAbsent(String repository, String errors) {
        return of(repository, errors, "").isEmpty() && has(errors.toLowerCase(Locale.ROOT), ABSENT);
    }

    private static boolean has(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }

    static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    private static Optional<BackupException> fault(String what, String remedy) {
        return Optional.of(new BackupException(what, remedy));
    }
}
