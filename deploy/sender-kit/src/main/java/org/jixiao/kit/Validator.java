package org.jixiao.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jixiao.platform.access.Scope;

/**
 * Checks files of events without a network, by the owners' own code: what passes here is refused by an owner only for
 * what it alone knows, such as departments, earlier revisions or a closed year.
 */
public final class Validator {

    private static final int FIT = 0;
    private static final int UNFIT = 1;
    private static final int USAGE = 64;
    private static final int NO_INPUT = 66;

    private static final String HELP = """
            ./validate [选项 / options] 文件或目录 / files or directories

            离线校验事件：JSON、schema、信封、大小、金额、指标，以及文件之间的 id 和版本。代码、位置、说明与回执相同。
            Checks events offline: JSON, schema, envelope, size, amounts, indicators, ids and versions among the files.
            Codes, pointers and words are those of receipts.

            *.ndjson、*.jsonl 每行一个事件，其他文件各为一个事件；目录按文件名顺序。
            A *.ndjson or *.jsonl file has an event on each line, any other file is one; directories go by file name.

            --sender=NAME        报送系统；省略时取第一个事件的 source / whose topic it is; else that of the first event
            --regions=CODE,...   该系统可报送的区划 / regions the sender may speak for
            --frame=FILE         另一个指标体系：GET /api/v1/frames?region=&year= 的回答，可多次 / another frame, as answered there
            --json               每个事件一行 JSON / one line of JSON for each event

            退出码 / exit code: 0 全部可以报送 / all can be sent; 1 有不能报送的 / some cannot; 64 用法 / usage; 66 读不到 / no input
            """;

    private String sender;
    private Scope scope;
    private boolean asJson;
    private final List<Path> frames = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();

    private Validator() {}

    /** See {@code --help}. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
        int exit = new Validator().run(List.of(arguments), out);
        out.flush();
        System.exit(exit);
    }

    private int run(List<String> arguments, PrintStream out) {
        if (arguments.contains("--help") || !understands(arguments, out) || paths.isEmpty()) {
            out.print(HELP);
            return arguments.contains("--help") ? FIT : USAGE;
        }
        Report report = new Report(out, asJson);
        try {
            Examination examination = new Examination(sender, scope, Frames.read(frames));
            EventFiles.read(paths, found -> report.print(examination.examine(found)));
        } catch (NoSuchFileException e) {
            out.println("没有这个文件 / No such file: " + e.getMessage());
            return NO_INPUT;
        } catch (IOException e) {
            out.println("读不到 / Cannot be read: " + e.getMessage());
            return NO_INPUT;
        }
        report.end();
        if (report.isEmpty()) {
            return NO_INPUT;
        }
        return report.allFit() ? FIT : UNFIT;
    }

    private boolean understands(List<String> arguments, PrintStream out) {
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            try {
                switch (argument.replaceFirst("=.*", "")) {
                    case "--sender" -> sender = value;
                    case "--regions" -> scope = Scope.ofCodes(Arrays.asList(value.split(",")));
                    case "--frame" -> frames.add(Path.of(value));
                    case "--json" -> asJson = true;
                    default -> {
                        if (argument.startsWith("--")) {
                            out.println("不认识 / Unknown: " + argument);
                            return false;
                        }
                        paths.add(Path.of(argument));
                    }
                }
            } catch (InvalidPathException e) {
                out.println("不是文件名 / No file name: " + argument);
                return false;
            }
        }
        return true;
    }
}
