System.Console.WriteLine("boundcheck");
