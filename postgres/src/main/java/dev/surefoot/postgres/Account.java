package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. They refuse root, so root becomes someone else: a user
 * namespace without a mapping (files stay root's, and the programs see nobody), or an unprivileged
 * account that owns the directory.
 */
sealed interface Account {

    /** As we are. */
    record Ourselves() implements Account {}

    /** In a user namespace of its own, where our id is not 0. */
    record Namespace(String unshare) implements Account {}

    /** As another user of this machine. */
    record Other(String setpriv, String name, int uid, int gid) implements Account {}

    /** The words of a command, with those before them that change the user. */
    default List<String> command(String... words) {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(List.of(words));
        return all;
    }

    private List<String> prefix() {
        return switch (this) {
            case Ourselves() -> List.of();
            case Namespace(String unshare) -> List.of(unshare, "-U", "--");
            case Other(String setpriv, String name, int uid, int gid) ->
                    List.of(
                            setpriv,
                            "--reuid",
                            Integer.toString(uid),
                            "--regid",
                            Integer.toString(gid),
                            "--clear-groups",
                            "--no-new-privs",
                            "--");
        };
    }

    /** Hands a file, or a folder with all that is in it, over to this account. */
    default void own(Path tree) throws IOException {
        if (this instanceof Other other && Files.exists(tree)) {
            chown(tree, other.uid(), other.gid());
        }
    }

    /** Changes owner and group of a whole tree, and of links rather than of what they name. */
    static void chown(Path tree, int uid, int gid) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
