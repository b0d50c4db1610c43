package dev.slipway.line.handbook;

import dev.slipway.line.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wildfly.security.password.Password;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.util.ModularCrypt;

/**
 * A password hash: {@code $sha256$SALT$DIGEST}, both in Base64 without padding, where the digest is SHA-256 of the salt followed by the
 * password. The server's realm splits the text by SQL (server.cli) and checks it as salt-password-digest-sha-256.
 *
 * <p>A fast hash suffices: passwords of 160 bits cannot be guessed, and Basic authentication checks the password at every request. Hashes
 * by bcrypt, the former format, are valid until they are replaced.
 */
final class PasswordHash {
    private static final int SALT_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("\\$sha256\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private PasswordHash() {}

    /** The hash of a password, with a random salt. */
    static String of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$sha256$" + base64.encodeToString(salt) + "$" + base64.encodeToString(digest(salt, password));
    }

    /** Whether it has the current format; if not, it is replaced when the password is known. */
    static boolean isCurrent(String hash) {
        return FORM.matcher(hash).matches();
    }

    /** Whether it is the hash of this password; false for an invalid hash. */
    static boolean matches(String hash, String password) {
        Matcher parts = FORM.matcher(hash);
        if (parts.matches()) {
            Base64.Decoder base64 = Base64.getDecoder();
            return MessageDigest.isEqual(
                    base64.decode(parts.group(2)), digest(base64.decode(parts.group(1)), password));
        }
        return matchesModularCrypt(hash, password);
    }

    private static boolean matchesModularCrypt(String hash, String password) {
        try {
            Password kept = ModularCrypt.decode(hash);
            PasswordFactory factory =
                    PasswordFactory.getInstance(kept.getAlgorithm(), WildFlyElytronPasswordProvider.getInstance());
            return factory.verify(factory.translate(kept), password.toCharArray());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] digest(byte[] salt, String password) {
        MessageDigest sha256 = Sha256.start();
        sha256.update(salt);
        return sha256.digest(password.getBytes(StandardCharsets.UTF_8));
    }
}
