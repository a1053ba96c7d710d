namespace BoundCheck.Numeric.Networks.Data;

/// <summary>Images with labels: files of the MNIST format, and the small set that is shipped.</summary>
public static class ImageData
{
    private const string Images = "BoundCheck.Numeric.Networks.Data.fashion-200-images.idx3";
    private const string Labels = "BoundCheck.Numeric.Networks.Data.fashion-200-labels.idx1";

    /// <summary>
    /// The first 200 training images of Fashion-MNIST (Copyright 2017 Zalando SE, MIT licence), means of 4 x 4 pixels rounded to bytes,
    /// 7 x 7, standardised over all values; ten classes one-hot.
    /// </summary>
    public static Dataset FashionSubset()
    {
        using Stream images = Open(Images), labels = Open(Labels);
        return Combine("fashion-200", IdxFile.Read(images, "fashion-200 images"), IdxFile.Read(labels, "fashion-200 labels"), "fashion-200 labels", 1);
    }

    /// <summary>The first images of an IDX file with their labels.</summary>
    /// <param name="images">An IDX file of three dimensions (or two: rows of values), gzipped or not.</param>
    /// <param name="labels">An IDX file of one dimension, as many labels as images.</param>
    /// <param name="count">The number of images to take, at least 1; more than there are takes all.</param>
    /// <param name="pool">Images become means of pool x pool pixels; the sides must be multiples. 1 leaves them.</param>
    /// <exception cref="DataException">A file can't be used or the two don't belong together.</exception>
    public static Dataset Read(string images, string labels, int count, int pool = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pool, 1);
        IdxFile first = IdxFile.Read(images, count), second = IdxFile.Read(labels, count);
        return Combine(Path.GetFileName(images), first, second, labels, pool, images);
    }

    private static Dataset Combine(string name, IdxFile images, IdxFile labels, string labelFile, int pool, string? imageFile = null)
    {
        imageFile ??= name;
        if (images.Sizes.Length is < 2 or > 3)
            throw new DataException(DataFault.Sizes, imageFile,
                $"expected images (2 or 3 sizes), found {images.Sizes.Length} sizes; are images and labels exchanged?");
        if (labels.Sizes.Length != 1)
            throw new DataException(DataFault.Sizes, labelFile,
                $"expected labels (1 size), found {labels.Sizes.Length} sizes; are images and labels exchanged?");
        if (labels.Sizes[0] != images.Sizes[0])
            throw new DataException(DataFault.Sizes, labelFile, $"{labels.Sizes[0]} labels for {images.Sizes[0]} images");
        int n = images.Sizes[0], height = images.Sizes.Length == 3 ? images.Sizes[1] : 1, width = images.Sizes[^1];
        if (height % pool != 0 || width % pool != 0 || images.Sizes.Length == 2 && pool != 1)
            throw new DataException(DataFault.Sizes, imageFile, $"images of {height} x {width} pixels can't be pooled by {pool} x {pool}");
        if (height * (long)width / (pool * pool) > NetworkShape.LargestLayer)
            throw new DataException(DataFault.Sizes, imageFile, $"images of {height} x {width} pixels are too large; pool them");
        var inputs = Dataset.Standardise(Pool(images.Values, n, height, width, pool), imageFile);
        int classes = Math.Max(10, labels.Values.Max() + 1);
        var targets = new double[n * classes];
        for (int i = 0; i < n; i++)
            targets[i * classes + labels.Values[i]] = 1;
        return new Dataset(name, inputs, targets, inputs.Length / n, classes);
    }

    private static double[] Pool(byte[] pixels, int n, int height, int width, int pool)
    {
        int rows = height / pool, columns = width / pool;
        var means = new double[n * rows * columns];
        for (int i = 0; i < n; i++)
        {
            for (int y = 0; y < rows * pool; y++)
            {
                for (int x = 0; x < columns * pool; x++)
                    means[(i * rows + y / pool) * columns + x / pool] += pixels[(i * height + y) * width + x];
            }
        }
        double share = 1.0 / (pool * pool);
        return [.. means.Select(m => m * share)];
    }

    private static Stream Open(string resource) =>
        typeof(ImageData).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The assembly lacks {resource}.");
}
