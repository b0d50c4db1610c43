package dev.slipway.line.realm.secondfactor;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.realm.plan.Trees;
import dev.slipway.line.setting.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.codec.binary.Base32;
import org.keycloak.representations.idm.CredentialRepresentation;

/** The secret of a person's one-time codes. */
public record TotpSecret(String value) {
    /** The credential types that Keycloak's flow {@code slipway browser} accepts as a second factor. */
    private static final List<String> SECOND_FACTORS = List.of("otp", "webauthn-passwordless");

    private static final int DIGITS_OF_DIGEST = 8;

    /**
     * The first admin's, from the machine's secrets.
     *
     * @throws RealmException if it is blank, as {@code prepare} leaves it in containers: everybody could make codes of it
     */
    public static TotpSecret ofAdmin(Settings settings) {
        String value = settings.secret("admin-totp-secret");
        if (value.isBlank()) {
            throw new RealmException("The secret admin-totp-secret is empty, and admin has no second factor."
                    + " ./slipway recover admin --second-factor gives admin a new one.");
        }
        return new TotpSecret(value);
    }

    /** Whether these credentials include a second factor. */
    public static boolean isAmong(List<CredentialRepresentation> credentials) {
        return credentials.stream().anyMatch(credential -> SECOND_FACTORS.contains(credential.getType()));
    }

    /** Identifies the credential, as Keycloak does not reveal its secret. */
    public String label() {
        return "made on the machine, " + Sha256.hex(value).substring(0, DIGITS_OF_DIGEST);
    }

    /** The credential for Keycloak. */
    public CredentialRepresentation credential() {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType("otp");
        credential.setUserLabel(label());
        credential.setSecretData(
                Trees.JSON.createObjectNode().put("value", value).toString());
        credential.setCredentialData(Trees.JSON
                .createObjectNode()
                .put("subType", "totp")
                .put("digits", 6)
                .put("counter", 0)
                .put("period", 30)
                .put("algorithm", "HmacSHA1")
                .toString());
        return credential;
    }

    /** The URI for an authenticator app. */
    String address(String person, String domain) {
        String key = new Base32()
                .encodeToString(value.getBytes(StandardCharsets.UTF_8))
                .replace("=", "");
        return "otpauth://totp/Slipway:" + encoded(person) + "?secret=" + key + "&issuer=Slipway%20" + domain
                + "&digits=6&algorithm=SHA1&period=30";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return label();
    }
}
