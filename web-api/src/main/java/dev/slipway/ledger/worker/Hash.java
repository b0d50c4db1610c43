package dev.slipway.ledger.worker;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions that servers and the ledger name content by. */
final class Hash {

    private Hash() {}

    static MessageDigest sha1() {
        return of("SHA-1");
    }

    static MessageDigest sha256() {
        return of("SHA-256");
    }

    private static MessageDigest of(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    /** Both, in one reading. */
    static class Pair {
        private final MessageDigest sha1 = Hash.sha1();
        private final MessageDigest sha256 = Hash.sha256();

        void update(byte[] bytes, int length) {
            sha1.update(bytes, 0, length);
            sha256.update(bytes, 0, length);
        }

        byte[] sha1() {
            return sha1.digest();
        }

        byte[] sha256() {
            return sha256.digest();
        }
    }
}
