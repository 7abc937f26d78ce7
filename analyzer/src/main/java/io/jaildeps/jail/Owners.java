package io.jaildeps.jail;

import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A manifest's owners as this host's numbers; the jail's own accounts are reduced. */
record Owners(Accounts accounts) {
    /** Numbers of an owner. */
    record Ids(long uid, long gid) {}

    /** Empty if this host knows a name not. */
    Optional<Ids> ids(Owner owner) {
        Optional<Long> gid = accounts.gid(owner.group());
        return accounts.uid(owner.user()).flatMap(uid -> gid.map(known -> new Ids(uid, known)));
    }

    /** The owners of a plan that this host does not know. */
    List<String> problems(JailPlan plan) {
        List<String> problems = new ArrayList<>();
        for (Entry entry : plan.entries()) {
            if (entry instanceof Entry.Owned owned && ids(owned.owner()).isEmpty()) {
                problems.add("cannot make " + entry.path() + ": this host has no "
                        + owned.owner().user() + ":" + owned.owner().group());
            }
        }
        return problems;
    }
}
