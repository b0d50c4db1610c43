package dev.slipway.ledger.people.approver;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.people.keycloak.Realm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.UserRepresentation;

/** Looks up in Keycloak who is an approver. */
@ApplicationScoped
class ApproverDirectory {
    /** The prefix of the ids of accounts that only a directory has. */
    private static final String NOT_IMPORTED = "f:";

    @Inject
    Realm realm;

    /** Which of these names are approvers' today; machines' are looked up, too. */
    Map<String, Approver> approvers(Collection<String> names) {
        List<String> requested = List.copyOf(names);
        return realm.call(users -> {
            List<Approver> found = realm.inParallel(requested, name -> approver(users, name));
            return IntStream.range(0, requested.size()).boxed().collect(Collectors.toMap(requested::get, found::get));
        });
    }

    private static Approver approver(UsersResource users, String name) {
        return users.search(name, true).stream()
                .findFirst()
                .map(user -> new Approver(status(users, user), user.getEmail(), accountCreatedAt(user)))
                .orElse(new Approver(ApproverStatus.NO_ACCOUNT, null, null));
    }

    /**
     * When an account was created; null if Keycloak does not know. Of a directory's account that is not imported, it says the present
     * time.
     */
    private static @Nullable Instant accountCreatedAt(UserRepresentation user) {
        Long createdAt = user.getCreatedTimestamp();
        return createdAt == null || user.getId().startsWith(NOT_IMPORTED) ? null : Instant.ofEpochMilli(createdAt);
    }

    private static ApproverStatus status(UsersResource users, UserRepresentation user) {
        if (!Boolean.TRUE.equals(user.isEnabled())) {
            return ApproverStatus.DISABLED;
        }
        try {
            boolean isApprover = users.get(user.getId()).roles().realmLevel().listEffective().stream()
                    .anyMatch(role -> role.getName().equals(Roles.APPROVER));
            return isApprover ? ApproverStatus.APPROVER : ApproverStatus.NO_ROLE;
        } catch (NotFoundException e) {
            // Deleted since it was found.
            return ApproverStatus.NO_ACCOUNT;
        }
    }
}
