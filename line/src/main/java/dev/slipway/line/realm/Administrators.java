package dev.slipway.line.realm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.keycloak.admin.client.resource.GroupResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleResource;
import org.keycloak.admin.client.resource.RolesResource;
import org.keycloak.representations.idm.RoleRepresentation;

/**
 * The accounts that have one of the realm's management roles, by themselves or by a group: whoever may reset their passwords comes by
 * their rights.
 */
final class Administrators {
    private static final int AT_ONCE = 100;

    private final RealmResource realm;
    private final Set<String> ids = new TreeSet<>();

    private Administrators(RealmResource realm) {
        this.realm = realm;
    }

    /** Their ids, in order. */
    static Set<String> of(RealmResource realm) {
        Administrators administrators = new Administrators(realm);
        RolesResource roles = new Names(realm).client("realm-management").roles();
        for (RoleRepresentation role : roles.list()) {
            administrators.add(roles.get(role.getName()));
        }
        return administrators.ids;
    }

    private void add(RoleResource role) {
        all((first, most) -> role.getUserMembers(first, most)).forEach(user -> ids.add(user.getId()));
        all((first, most) -> role.getRoleGroupMembers(first, most))
                .forEach(group -> add(realm.groups().group(group.getId())));
    }

    /** A group has the roles of those around it. */
    private void add(GroupResource group) {
        all((first, most) -> group.members(first, most)).forEach(user -> ids.add(user.getId()));
        all((first, most) -> group.getSubGroups(first, most, true))
                .forEach(within -> add(realm.groups().group(within.getId())));
    }

    private static <T> List<T> all(BiFunction<Integer, Integer, Collection<T>> page) {
        List<T> all = new ArrayList<>();
        Collection<T> some;
        do {
            some = page.apply(all.size(), AT_ONCE);
            all.addAll(some);
        } while (some.size() == AT_ONCE);
        return all;
    }
}
