package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.util.List;

/** The manifest's records from the fields of their JSON objects. */
final class ManifestNodes {
    private ManifestNodes() {}

    static Manifest.Target target(Fields fields) {
        return new Manifest.Target(
                fields.texts("command").stream().map(PathText::toBytes).toList(),
                fields.path("cwd"),
                fields.text("user"),
                fields.map("environment"),
                ready(fields.text("ready")),
                fields.texts("exercise"),
                fields.numberOr("status", 0),
                fields.flag("privateNetwork"),
                PathText.toBytes(fields.textOr("stdin", "")));
    }

    private static String ready(String condition) {
        try {
            Ready.parse(condition);
            return condition;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "ready \"" + Printable.of(PathText.toBytes(condition)) + "\" is no condition: " + e.getMessage(),
                    e);
        }
    }

    static Manifest.Platform platform(Fields fields) {
        return new Manifest.Platform(fields.text("os"), fields.text("arch"));
    }

    static Entry entry(Fields fields) {
        Entry entry = supposed(fields);
        if (fields.flag("unverified")) {
            return new Entry.Unverified(entry);
        }
        if (entry instanceof Entry.Device device && device.device().equals(DeviceNumber.UNKNOWN)) {
            throw new IllegalArgumentException("device " + device.device() + " is only for an unverified entry");
        }
        return entry;
    }

    private static Entry supposed(Fields fields) {
        JailPath path = fields.path("path");
        String type = fields.text("type");
        List<String> why = fields.texts("why");
        return switch (type) {
            case "file" ->
                new Entry.File(path, mode(fields), owner(fields), content(fields), fields.flag("secret"), why);
            case "directory" -> new Entry.Directory(path, mode(fields), owner(fields), why);
            case "symlink" -> new Entry.Symlink(path, PathText.toBytes(fields.text("target")), why);
            case "device" ->
                new Entry.Device(path, DeviceNumber.parse(fields.text("device")), mode(fields), owner(fields), why);
            case "fifo" -> new Entry.Fifo(path, mode(fields), owner(fields), why);
            default ->
                throw new IllegalArgumentException("type \"" + type.replaceAll("[^ -~]", "?") + "\" is not known");
        };
    }

    private static Mode mode(Fields fields) {
        return Mode.parse(fields.text("mode"));
    }

    private static Owner owner(Fields fields) {
        return new Owner(fields.textOr("owner", "root"), fields.textOr("group", "root"));
    }

    private static Content content(Fields fields) {
        String content = fields.textOr("content", "copy");
        return switch (content) {
            case "copy" -> new Content.Copy();
            case "empty" -> new Content.Empty();
            case "loader-cache" -> new Content.LoaderCache();
            case "users" -> new Content.Users(fields.texts("keep"), fields.textsIfAny("passwords"));
            default ->
                throw new IllegalArgumentException(
                        "content \"" + content.replaceAll("[^ -~]", "?") + "\" is not known");
        };
    }

    static Manifest.Mount mount(Fields fields) {
        return new Manifest.Mount(fields.path("path"), fields.text("fstype"), fields.texts("why"));
    }

    static Manifest.SocketNeed socket(Fields fields) {
        return new Manifest.SocketNeed(fields.path("path"), fields.text("advice"), fields.texts("why"));
    }

    static Manifest.Ignored ignored(Fields fields) {
        return new Manifest.Ignored(
                fields.text("rule"), fields.text("reason"), fields.number("count"), fields.paths("examples"));
    }

    static Manifest.Suggestion suggestion(Fields fields) {
        return new Manifest.Suggestion(fields.path("path"), fields.text("rule"), fields.texts("why"));
    }
}
