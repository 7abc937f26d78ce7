package io.jaildeps.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jaildeps.path.JailPath;
import java.util.List;

/** Writes a manifest's JSON: one entry a line, so that a review shows one changed line for one changed fact. */
public final class ManifestWriter {
    private final JsonLines json = new JsonLines();

    /** The whole text, ending with a newline. Pure function of the manifest. */
    public String write(Manifest manifest) {
        StringBuilder out = new StringBuilder();
        out.append("{\"schema\": ").append(Manifest.SCHEMA).append(",\n");
        out.append(" \"target\": ").append(json.text(target(manifest.target()))).append(",\n");
        out.append(" \"platform\": ")
                .append(json.text(platform(manifest.platform())))
                .append(",\n");
        json.list(out, "entries", manifest.entries(), this::entry);
        out.append(",\n");
        json.list(out, "mounts", manifest.mounts(), this::mount);
        out.append(",\n");
        json.list(out, "sockets", manifest.sockets(), this::socket);
        out.append(",\n");
        json.list(out, "ignored", manifest.ignored(), this::ignored);
        out.append(",\n");
        json.list(out, "suggestions", manifest.suggestions(), this::suggestion);
        return out.append("}\n").toString();
    }

    private ObjectNode target(Manifest.Target target) {
        ObjectNode node = json.object();
        ArrayNode command = node.putArray("command");
        target.command().forEach(word -> command.add(PathText.toText(word)));
        node.put("cwd", path(target.cwd()));
        node.put("user", target.user());
        ObjectNode environment = node.putObject("environment");
        target.environment().forEach((key, value) -> environment.put(PathText.toText(key), PathText.toText(value)));
        node.put("ready", target.ready());
        ArrayNode exercise = node.putArray("exercise");
        target.exercise().forEach(exercise::add);
        if (target.status() != 0) {
            node.put("status", target.status());
        }
        if (target.privateNetwork()) {
            node.put("privateNetwork", true);
        }
        if (!target.stdin().isEmpty()) {
            node.put("stdin", PathText.toText(target.stdin()));
        }
        return node;
    }

    private ObjectNode platform(Manifest.Platform platform) {
        return json.object().put("os", platform.os()).put("arch", platform.arch());
    }

    private ObjectNode entry(Entry given) {
        Entry entry = given instanceof Entry.Unverified unverified ? unverified.supposed() : given;
        ObjectNode node = json.object().put("path", path(entry.path()));
        if (entry instanceof Entry.File file) {
            node.put("type", "file");
            attributes(node, file.mode(), file.owner(), false);
            content(node, file.content());
            if (file.secret()) {
                node.put("secret", true);
            }
        } else if (entry instanceof Entry.Directory directory) {
            node.put("type", "directory");
            attributes(node, directory.mode(), directory.owner(), true);
        } else if (entry instanceof Entry.Symlink symlink) {
            node.put("type", "symlink").put("target", PathText.toText(symlink.target()));
        } else if (entry instanceof Entry.Device device) {
            node.put("type", "device").put("device", device.device().toString());
            attributes(node, device.mode(), device.owner(), false);
        } else if (entry instanceof Entry.Fifo fifo) {
            node.put("type", "fifo");
            attributes(node, fifo.mode(), fifo.owner(), false);
        }
        if (given instanceof Entry.Unverified) {
            node.put("unverified", true);
        }
        return why(node, entry.why());
    }

    private static void attributes(ObjectNode node, Mode mode, Owner owner, boolean always) {
        node.put("mode", mode.toString());
        if (always || !owner.equals(Owner.ROOT)) {
            node.put("owner", owner.user()).put("group", owner.group());
        }
    }

    private static void content(ObjectNode node, Content content) {
        if (content instanceof Content.Users users) {
            node.put("content", "users");
            ArrayNode keep = node.putArray("keep");
            users.keep().forEach(keep::add);
            if (!users.passwords().isEmpty()) {
                ArrayNode passwords = node.putArray("passwords");
                users.passwords().forEach(passwords::add);
            }
        } else if (content instanceof Content.Empty) {
            node.put("content", "empty");
        } else if (content instanceof Content.LoaderCache) {
            node.put("content", "loader-cache");
        }
    }

    private ObjectNode mount(Manifest.Mount mount) {
        return why(json.object().put("path", path(mount.path())).put("fstype", mount.fstype()), mount.why());
    }

    private ObjectNode socket(Manifest.SocketNeed socket) {
        return why(json.object().put("path", path(socket.path())).put("advice", socket.advice()), socket.why());
    }

    private ObjectNode ignored(Manifest.Ignored ignored) {
        ObjectNode node = json.object()
                .put("rule", ignored.rule())
                .put("reason", ignored.reason())
                .put("count", ignored.count());
        ArrayNode examples = node.putArray("examples");
        ignored.examples().forEach(example -> examples.add(path(example)));
        return node;
    }

    private ObjectNode suggestion(Manifest.Suggestion suggestion) {
        return why(json.object().put("path", path(suggestion.path())).put("rule", suggestion.rule()), suggestion.why());
    }

    private static ObjectNode why(ObjectNode node, List<String> why) {
        ArrayNode reasons = node.putArray("why");
        why.forEach(reasons::add);
        return node;
    }

    private static String path(JailPath path) {
        return PathText.toText(path.bytes());
    }
}
