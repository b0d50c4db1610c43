package dev.slipway.line.realm;

import java.util.Set;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserProfileResource;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;

/** The attributes of people's accounts. */
final class Attributes {
    private static final String ADMIN = "admin";

    private final UserProfileResource profile;

    Attributes(RealmResource realm) {
        profile = realm.users().userProfile();
    }

    /** Restricts the editing of some to admins; people can still view their own. */
    void reserve(Set<String> names) {
        UPConfig config = profile.getConfiguration();
        for (UPAttribute attribute : config.getAttributes()) {
            if (names.contains(attribute.getName())) {
                attribute.getPermissions().setEdit(Set.of(ADMIN));
            }
        }
        profile.update(config);
    }
}
