using System.IO.Compression;
using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Networks.Data;

namespace BoundCheck.Numeric.Tests.Networks;

[TestFixture]
public sealed class DataTests
{
    private static readonly byte[] s_labels = [0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9];
    private static readonly byte[] s_images = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Shipped_subset_has_two_hundred_standardised_images_of_all_classes()
    {
        var data = ImageData.FashionSubset();
        Assert.That((data.Samples, data.Dimension, data.Outputs), Is.EqualTo((200, 49, 10)));
        Assert.That(data.Inputs.Average(), Is.EqualTo(0).Within(1e-12));
        Assert.That(data.Inputs.Average(x => x * x), Is.EqualTo(1).Within(1e-12));
        Assert.That(data.Targets.Sum(), Is.EqualTo(200));
        Assert.That(Enumerable.Range(0, 10).Select(c => Enumerable.Range(0, 200).Sum(i => data.Targets[10 * i + c])), Is.All.GreaterThan(5));
    }

    [Test]
    public void Images_and_labels_are_read_from_plain_and_packed_files([Values] bool packed)
    {
        var data = ImageData.Read(Write("images", s_images, packed), Write("labels", s_labels, packed), 100);
        Assert.That((data.Samples, data.Dimension, data.Outputs), Is.EqualTo((3, 4, 10)));
        Assert.That(data.Targets[7], Is.EqualTo(1));
        Assert.That(data.Targets[29], Is.EqualTo(1));
        var first = ImageData.Read(Write("images", s_images, packed), Write("labels", s_labels, packed), 2, 2);
        Assert.That((first.Samples, first.Dimension), Is.EqualTo((2, 1)));
        Assert.That(first.Inputs, Is.EqualTo(new[] { -1.0, 1 }));
    }

    [TestCase(DataFault.WrongMagic, "00000d03")]
    [TestCase(DataFault.WrongMagic, "50494c45000000000000")]
    [TestCase(DataFault.Truncated, "000008")]
    [TestCase(DataFault.Truncated, "00000801000000")]
    [TestCase(DataFault.Truncated, "00000801000000030102")]
    [TestCase(DataFault.Excess, "000008010000000301020304")]
    [TestCase(DataFault.Sizes, "0000080100000000")]
    [TestCase(DataFault.Sizes, "00000803ffffffff0000000100000001")]
    [TestCase(DataFault.Sizes, "000008037fffffff7fffffff7fffffff")]
    public void A_bad_file_is_a_named_fault(object fault, string bytes)
    {
        byte[] content = Convert.FromHexString(bytes);
        foreach (bool packed in new[] { false, true })
        {
            string path = Write("labels", content, packed);
            Assert.That(Assert.Throws<DataException>(() => IdxFile.Read(path))!.Fault, Is.EqualTo((DataFault)fault));
        }
    }

    [Test]
    public void A_gz_file_cut_before_its_last_value_is_truncated_or_damaged()
    {
        string path = Write("images", [.. s_images], packed: true);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 2; length < whole.Length - 8; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            try
            {
                // Only the end marker may be missing then.
                Assert.That(IdxFile.Read(path).Values, Is.EqualTo(s_images[16..]), $"{length} bytes");
                Assert.That(length, Is.GreaterThan(whole.Length - 12));
            }
            catch (DataException e)
            {
                Assert.That(e.Fault, Is.AnyOf(DataFault.Truncated, DataFault.Damaged));
            }
        }
        whole[12] ^= 0xFF;
        File.WriteAllBytes(path, whole);
        Assert.That(Assert.Throws<DataException>(() => IdxFile.Read(path))!.Fault,
            Is.AnyOf(DataFault.Truncated, DataFault.Damaged, DataFault.WrongMagic, DataFault.Excess));
    }

    [Test]
    public void Images_and_labels_that_disagree_are_refused()
    {
        string images = Write("images", s_images, false), labels = Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 7, 0], false);
        var error = Assert.Throws<DataException>(() => ImageData.Read(images, labels, 100))!;
        Assert.That((error.Fault, error.Message), Is.EqualTo((DataFault.Sizes, $"{labels}: 2 labels for 3 images")));
        Assert.That(Assert.Throws<DataException>(() => ImageData.Read(labels, images, 100))!.Message, Does.Contain("exchanged"));
        Assert.That(Assert.Throws<DataException>(() => ImageData.Read(images, Path.Combine(_folder, "none"), 100))!.Fault, Is.EqualTo(DataFault.Unreadable));
        Assert.That(Assert.Throws<DataException>(() => ImageData.Read(images, Write("labels", s_labels, false), 100, 3))!.Message, Does.Contain("pooled"));
    }

    [Test]
    public void Teacher_data_depends_on_the_seed_alone()
    {
        var activation = NetworkFunctions.Activation("relu");
        var data = TeacherStudent.Generate(50, 6, 3, 8, activation, 1);
        Assert.That(data.Targets.Average(t => t * t), Is.EqualTo(1).Within(1e-12));
        Assert.That(TeacherStudent.Generate(50, 6, 3, 8, activation, 1).Digest, Is.EqualTo(data.Digest));
        Assert.That(TeacherStudent.Generate(50, 6, 3, 8, activation, 2).Digest, Is.Not.EqualTo(data.Digest));
    }

    private string Write(string name, byte[] content, bool packed)
    {
        string path = Path.Combine(_folder, name + (packed ? ".gz" : ""));
        using var file = File.Create(path);
        if (!packed)
        {
            file.Write(content);
            return path;
        }
        using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        gzip.Write(content);
        return path;
    }
}
