package dev.slipway.line.configuration;

import java.util.List;

/**
 * The private keys of a line.
 *
 * @param current the one that secrets are encrypted for
 * @param former those that were replaced, for what was encrypted for them before
 */
public record OpeningKeys(OpeningKey current, List<OpeningKey> former) {
    public OpeningKeys {
        former = List.copyOf(former);
    }

    /**
     * Decrypts a secret with the key that it was encrypted for.
     *
     * @param name the secret's full name
     * @throws SealException if it was encrypted for none of the keys or another secret, or was tampered with
     */
    public String open(SecretName name, String sealed) throws SealException {
        OpeningKey key =
                former.stream().filter(one -> one.isNamedBy(sealed)).findFirst().orElse(current);
        return key.open(name, sealed);
    }
}
