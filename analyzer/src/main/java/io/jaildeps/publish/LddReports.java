package io.jaildeps.publish;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.FoundBy;
import io.jaildeps.elf.LddTree;
import io.jaildeps.elf.Library;
import io.jaildeps.elf.LoadResult;
import io.jaildeps.elf.Need;
import io.jaildeps.elf.Resolution;
import io.jaildeps.path.Printable;
import io.jaildeps.reports.LddReport;
import io.jaildeps.tree.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes what is published of the libraries of one file. */
public final class LddReports {
    private LddReports() {}

    /** @param name as the user gave it */
    public static LddReport.File of(String name, LoadResult result) {
        LddReport.File file = withoutLibraries(name, result);
        return file instanceof LddReport.Dynamic dynamic && result instanceof Closure closure
                ? new LddReport.Dynamic(name, dynamic.interpreter(), tree(closure), dynamic.missing())
                : file;
    }

    /** The same without what was found: for those who print that in another way. */
    public static LddReport.File withoutLibraries(String name, LoadResult result) {
        if (result instanceof Closure closure) {
            return closure.program().elf().isStatic() ? new LddReport.Static(name) : dynamic(name, closure);
        }
        String reason = result instanceof LoadResult.NotLoadable not
                ? not.reason()
                : reason(((LoadResult.Absent) result).location().reason());
        return new LddReport.Unusable(name, reason);
    }

    private static String reason(Location.Reason reason) {
        return switch (reason) {
            case ENOENT -> "no such file";
            case ENOTDIR -> "a file stands where its path has a directory";
            case EACCES -> "permission denied";
            case ELOOP -> "too many symbolic links";
        };
    }

    private static LddReport.Dynamic dynamic(String name, Closure closure) {
        String interpreter = closure.program().elf().interpreter().orElse("");
        List<String> missing = closure.missing().stream()
                .map(need -> need.name().toString())
                .distinct()
                .toList();
        return new LddReport.Dynamic(name, Printable.of(interpreter), List.of(), missing);
    }

    /** From the last row to the first, so that what is below a library is known before the library. */
    private static List<LddReport.Library> tree(Closure closure) {
        Map<Integer, List<LddReport.Library>> openAt = new HashMap<>();
        List<LddTree.Row> rows = LddTree.rows(closure);
        for (int i = rows.size() - 1; i >= 0; i--) {
            LddTree.Row row = rows.get(i);
            List<LddReport.Library> below = openAt.remove(row.depth() + 1);
            openAt.computeIfAbsent(row.depth(), depth -> new ArrayList<>())
                    .add(library(closure, row, below == null ? List.of() : below));
        }
        return inOrder(openAt.getOrDefault(0, List.of()));
    }

    private static List<LddReport.Library> inOrder(List<LddReport.Library> backwards) {
        List<LddReport.Library> libraries = new ArrayList<>(backwards);
        Collections.reverse(libraries);
        return libraries;
    }

    private static LddReport.Library library(Closure closure, LddTree.Row row, List<LddReport.Library> below) {
        Need need = row.need();
        if (need.resolution() instanceof Resolution.Found found) {
            FoundBy by = found.by() instanceof FoundBy.AlreadyLoaded
                    ? closure.library(found.path()).map(Library::foundBy).orElse(found.by())
                    : found.by();
            return new LddReport.Found(
                    need.name().toString(), found.path().toString(), by.describe(), row.repeated(), inOrder(below));
        }
        Resolution.NotFound notFound = (Resolution.NotFound) need.resolution();
        return new LddReport.NotFound(
                need.name().toString(),
                notFound.tried().stream().map(Printable::of).toList());
    }
}
