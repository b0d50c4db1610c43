package dev.slipway.line.reader;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.wildfly.security.password.Password;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.spec.EncryptablePasswordSpec;
import org.wildfly.security.password.spec.IteratedSaltedPasswordAlgorithmSpec;
import org.wildfly.security.password.util.ModularCrypt;

/** What is kept of a password: bcrypt, in the form that Elytron's modular-crypt-mapper reads. */
final class PasswordHash {
    /** The lowest: the passwords' 160 bits resist guessing, and Basic checks the password at every request. */
    private static final int COST = 4;

    private PasswordHash() {}

    /** The hash of a password, with a salt of its own. */
    static String of(String password) {
        byte[] salt = new byte[BCryptPassword.BCRYPT_SALT_SIZE];
        new SecureRandom().nextBytes(salt);
        try {
            return ModularCrypt.encodeAsString(factory(BCryptPassword.ALGORITHM_BCRYPT)
                    .generatePassword(new EncryptablePasswordSpec(
                            password.toCharArray(), new IteratedSaltedPasswordAlgorithmSpec(COST, salt))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Elytron knows bcrypt", e);
        }
    }

    /** Whether it is the hash of that password; a text that is no hash is of none. */
    static boolean matches(String hash, String password) {
        try {
            Password kept = ModularCrypt.decode(hash);
            PasswordFactory factory = factory(kept.getAlgorithm());
            return factory.verify(factory.translate(kept), password.toCharArray());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PasswordFactory factory(String algorithm) throws GeneralSecurityException {
        return PasswordFactory.getInstance(algorithm, WildFlyElytronPasswordProvider.getInstance());
    }
}
