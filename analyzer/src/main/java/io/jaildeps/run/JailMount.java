package io.jaildeps.run;

import io.jaildeps.host.Mount;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file system that the kernel makes up, mounted in a jail for one run. @param options for mount(8)
 *
 * @param place a path of the jail, all of whose components are directories
 */
public record JailMount(String fstype, String options, JailPath place) {
    private static final String CLOSED = "nosuid,nodev,noexec";

    /**
     * What of a manifest may be mounted: types without a device or a server behind them. A manifest may come from
     * anywhere, and what the kernel reads from a disk or a network as root is not to be chosen by it. Terminals are
     * devices; the settings of the kernel are for looking at.
     */
    private static final Map<String, String> OPTIONS = Map.of(
            "proc",
            CLOSED,
            "sysfs",
            CLOSED + ",ro",
            "cgroup2",
            CLOSED + ",ro",
            "securityfs",
            CLOSED + ",ro",
            "selinuxfs",
            "nosuid,noexec",
            "devpts",
            "nosuid,noexec,mode=0620,ptmxmode=0666",
            "mqueue",
            CLOSED,
            "tmpfs",
            CLOSED + ",mode=1777",
            "hugetlbfs",
            "nosuid,nodev");

    /** From 5.8 on each mount of proc has its own options; before, hidepid would also hide the host's. */
    private static final int[] OWN_PROC_OPTIONS = {5, 8};

    /**
     * The mount for a manifest's line.
     *
     * @param release of the kernel, as uname(2) has it
     * @throws CannotRun if the type is none that may be mounted, or the place is no directory of the jail
     */
    public static JailMount of(String fstype, JailPath place, HostPath jail, String release)
            throws CannotRun, IOException {
        String options = OPTIONS.get(fstype);
        if (options == null) {
            throw new CannotRun("cannot mount " + place + ": no jail gets a file system of type " + Printable.of(fstype)
                    + " mounted");
        }
        checkPlace(place, jail);
        boolean hides = fstype.equals("proc") && atLeast(release, OWN_PROC_OPTIONS);
        return new JailMount(fstype, hides ? options + ",hidepid=2" : options, place);
    }

    /** mount(8) would follow a link that a program of the jail has put there. */
    private static void checkPlace(JailPath place, HostPath jail) throws CannotRun, IOException {
        List<JailPath> way = new ArrayList<>(List.of(place));
        while (!way.get(0).isRoot()) {
            way.add(0, way.get(0).parent());
        }
        if (place.isRoot()) {
            throw new CannotRun("cannot mount /: the jail itself is there");
        }
        for (JailPath part : way) {
            boolean directory = Inode.at(part.in(jail))
                    .filter(inode -> inode.is(Inode.Kind.DIRECTORY))
                    .isPresent();
            if (!directory) {
                throw new CannotRun("cannot mount " + place + ": " + part + " is no directory in the jail");
            }
        }
    }

    // 6.1.0-18-amd64
    static boolean atLeast(String release, int[] version) {
        String[] number = release.split("[^0-9]+", 3);
        if (number.length < 2 || number[0].isEmpty() || number[1].isEmpty()) {
            return false;
        }
        int major = Integer.parseInt(number[0]);
        return major > version[0] || (major == version[0] && Integer.parseInt(number[1]) >= version[1]);
    }

    /** True if this process' root is one that mounts can be made private in; the directory of a chroot is not. */
    static boolean possible() throws IOException {
        return Mount.all().stream().anyMatch(mount -> mount.place().isRoot());
    }
}
