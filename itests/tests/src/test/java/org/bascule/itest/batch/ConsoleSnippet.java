package org.bascule.itest.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command in a document and what is shown below it.
 *
 * @param line where the command stands in the document, counted from 1
 * @param command the shell's command line, from {@code ./bascule run} on
 * @param output the lines up to the next command or the end of the block
 */
record ConsoleSnippet(int line, String command, List<String> output) {
  private static final String FENCE = "```";
  private static final String START = FENCE + "console";
  private static final String PROMPT = "$ ";
  private static final String RUN = "./bascule run ";
  private static final String ELLIPSIS = "…";

  ConsoleSnippet {
    output = List.copyOf(output);
  }

  /** The commands of all {@code console} blocks that run one of ours; others are not tried. */
  static List<ConsoleSnippet> in(Path document) throws IOException {
    List<ConsoleSnippet> snippets = new ArrayList<>();
    List<String> lines = Files.readAllLines(document);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(START)) {
        for (i++; !lines.get(i).startsWith(FENCE); i++) {
          if (lines.get(i).startsWith(PROMPT + RUN)) {
            String command = lines.get(i).substring(PROMPT.length());
            snippets.add(new ConsoleSnippet(i + 1, command, outputAfter(lines, i)));
          }
        }
      }
    }
    return snippets;
  }

  /** The command line with another program in the place of {@code ./bascule run}. */
  String commandOf(Path program) {
    return command.replace(RUN, "'" + program + "' ");
  }

  /**
   * What is shown, as a regular expression: an ellipsis stands for anything within its line, and at
   * the end or on a line of its own for any number of lines.
   */
  String pattern() {
    String shown =
        output.stream()
            .map(line -> line.strip().equals(ELLIPSIS) ? "\\E(?s:.*)\\Q" : line)
            .collect(Collectors.joining("\n"));
    if (shown.endsWith(ELLIPSIS)) {
      shown = shown.substring(0, shown.length() - ELLIPSIS.length()) + "\\E(?s:.*)\\Q";
    }
    return "\\Q" + shown.replace(ELLIPSIS, "\\E[^\n]*\\Q") + "\\E";
  }

  private static List<String> outputAfter(List<String> lines, int command) {
    return lines.subList(command + 1, lines.size()).stream()
        .takeWhile(line -> !line.startsWith(FENCE) && !line.startsWith(PROMPT))
        .toList();
  }
}
