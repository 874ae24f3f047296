package org.jixiao.kubernetes;

/** An image as {@code name:tag}; the tag is empty when there is none. */
record ImageName(String name, String tag) {

    static ImageName of(String image) {
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/')
                ? new ImageName(image.substring(0, colon), image.substring(colon + 1))
                : new ImageName(image, "");
    }

    /** Whether the tag names one release: a full version, not {@code latest} and not a moving {@code 18}. */
    boolean isPinned() {
        return tag.matches("[0-9]+\\.[0-9]+.*");
    }

    @Override
    public String toString() {
        return tag.isEmpty() ? name : name + ":" + tag;
    }
}
