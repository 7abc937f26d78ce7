package io.jaildeps.manifest;

import io.jaildeps.path.Printable;
import java.util.LinkedHashMap;
import java.util.Map;

/** An entry's attributes by their names in the JSON form, all of them, also those that the JSON leaves out. */
final class EntryAttributes {
    private EntryAttributes() {}

    static Map<String, String> of(Entry entry) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (entry instanceof Entry.Unverified unverified) {
            attributes.putAll(of(unverified.supposed()));
            attributes.put("unverified", "true");
            return attributes;
        }
        attributes.put("type", type(entry));
        if (entry instanceof Entry.Symlink symlink) {
            attributes.put("target", Printable.of(symlink.target()));
        } else if (entry instanceof Entry.Device device) {
            attributes.put("device", device.device().toString());
        }
        if (entry instanceof Entry.Owned owned) {
            attributes.put("mode", owned.mode().toString());
            attributes.put("owner", owned.owner().user());
            attributes.put("group", owned.owner().group());
        }
        if (entry instanceof Entry.File file) {
            attributes.put("content", content(file.content()));
            if (file.content() instanceof Content.Users users) {
                attributes.put("keep", String.join(" ", users.keep()));
                if (!users.passwords().isEmpty()) {
                    attributes.put("passwords", String.join(" ", users.passwords()));
                }
            }
            attributes.put("secret", String.valueOf(file.secret()));
        }
        return attributes;
    }

    /** The word for an entry's kind in the JSON form. */
    static String type(Entry entry) {
        if (entry instanceof Entry.Unverified unverified) {
            return type(unverified.supposed());
        }
        if (entry instanceof Entry.File) {
            return "file";
        } else if (entry instanceof Entry.Directory) {
            return "directory";
        } else if (entry instanceof Entry.Symlink) {
            return "symlink";
        } else if (entry instanceof Entry.Device) {
            return "device";
        }
        return "fifo";
    }

    static String content(Content content) {
        if (content instanceof Content.Users) {
            return "users";
        } else if (content instanceof Content.Empty) {
            return "empty";
        }
        return content instanceof Content.LoaderCache ? "loader-cache" : "copy";
    }
}
